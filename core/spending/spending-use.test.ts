import { expect, test } from 'vitest'
import { modelUsdPerMinute, tokensUsd, transcriptionUsd } from '../cost/model-cost.ts'
import { secondsToMidnight, spendingUse, startOfDay } from './spending-use.ts'

const noTokens = {
  textInputTokens: 0,
  audioInputTokens: 0,
  cachedTextTokens: 0,
  cachedAudioTokens: 0,
  textOutputTokens: 0,
  audioOutputTokens: 0,
}
const now = new Date('2026-11-21T23:59:30.000Z')

test('[SPEND-4] ended calls count what they took, calls on the air the longest they may last', () => {
  const response = {
    ...noTokens,
    kind: 'response' as const,
    model: 'gpt-realtime-2.1',
    audioSeconds: 0,
  }
  const use = spendingUse(
    {
      callsAtOnce: 1,
      callsToday: 3,
      ended: { minutes: 7, carrierUsd: 0.14 },
      held: [{ model: 'gpt-realtime-2.1', minutes: 30, carrierUsd: 0.6 }],
      used: [
        { ...response, audioInputTokens: 1_000_000, cachedAudioTokens: 500_000 },
        { ...response, kind: 'transcription', model: 'gpt-transcribe', audioSeconds: 120 },
      ],
    },
    now,
  )
  const heldUsd = 0.6 + 30 * modelUsdPerMinute('gpt-realtime-2.1')
  expect(use).toMatchObject({ minutesToday: 37, heldMinutes: 30, callsAtOnce: 1, callsToday: 3 })
  expect(use.heldUsd).toBeCloseTo(heldUsd)
  expect(use.spendTodayUsd).toBeCloseTo(heldUsd + 0.14 + 16 + 0.2 + 0.009)
})

test('a day begins at midnight UTC', () => {
  expect(startOfDay(now).toISOString()).toBe('2026-11-21T00:00:00.000Z')
  expect(secondsToMidnight(now)).toBe(30)
  expect(secondsToMidnight(startOfDay(now))).toBe(86_400)
})

test('[SPEND-13] the longest name that fits sets the price, and an unknown model is the dearest', () => {
  const counts = { ...noTokens, textOutputTokens: 1_000_000 }
  expect(tokensUsd('gpt-realtime-2.1-mini-2027', counts)).toBe(2.4)
  expect(tokensUsd('gpt-realtime-2.1', counts)).toBe(24)
  expect(tokensUsd('gpt-realtime-mini', counts)).toBe(2.4)
  expect(tokensUsd('gpt-realtime', counts)).toBe(16)
  expect(tokensUsd('something-new', counts)).toBe(24)
  expect(transcriptionUsd('gpt-transcribe', 60)).toBe(0.0045)
  expect(transcriptionUsd('something-new', 60)).toBe(0.017)
})

test('[SPEND-13] what is held for a minute is more than a talkative minute comes to', () => {
  const minute = { ...noTokens, audioInputTokens: 600, audioOutputTokens: 1_200 }
  for (const model of ['gpt-realtime-2.1', 'gpt-realtime-2.1-mini', 'something-new']) {
    expect(modelUsdPerMinute(model)).toBeGreaterThan(tokensUsd(model, minute))
  }
})
