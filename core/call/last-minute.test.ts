import { expect, test } from 'vitest'
import {
  kinds,
  liveCall,
  steppedCall,
  those,
  type SteppedCall,
} from '#tests/fixtures/stepped-call.ts'

const told = (effects: ReturnType<SteppedCall['wait']>) =>
  those(effects, 'createItem').filter(
    ({ item }) => item.type === 'message' && item.text.includes('one minute'),
  ).length

test('[LONG-1] the agent learns that the call ends in a minute, and a minute later it does', () => {
  const call = liveCall({ longestCallMinutes: 2 })
  expect(told(call.wait(59_999))).toBe(0)
  expect(told(call.wait(1))).toBe(1)
  call.wait(59_999)
  expect(call.session.phase.name).toBe('live')
  const effects = call.wait(1)
  expect(call.session.phase).toMatchObject({ ending: { reason: 'max-duration', by: 'system' } })
  expect(kinds(effects)).toContain('carrier.endCall')
})

test('[LONG-2] the time counts from the call’s first stream, whatever carries it now', () => {
  const call = steppedCall({ longestCallMinutes: 2 }, { streamNumber: 1, offsetMs: 30_000 })
  call.accept()
  call.open()
  expect(told(call.wait(30_000))).toBe(1)
  call.wait(60_000)
  expect(call.session.phase.name).toBe('ended')
})

test('[LONG-3] a model session that begins within that minute is told as well', () => {
  const call = liveCall({ longestCallMinutes: 2 })
  call.wait(61_000)
  call.lose()
  call.wait(0)
  expect(told(call.open())).toBe(1)
  const late = steppedCall({ longestCallMinutes: 2 }, { streamNumber: 1, offsetMs: 100_000 })
  late.accept()
  late.wait(0)
  expect(told(late.open())).toBe(1)
})
