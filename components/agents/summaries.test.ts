import { expect, test } from 'vitest'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { formOf } from './agent-form.ts'
import {
  summariseEnding,
  summariseFailure,
  summariseLimits,
  summariseSilence,
  summariseSound,
  summariseTranscription,
  summariseTurns,
} from './summaries.ts'

test('a closed section tells what is set inside', () => {
  const form = formOf(defaultAgentConfig)
  expect(summariseTurns(form)).toBe('Server VAD, 500 ms of silence')
  expect(summariseTranscription(form, '')).toBe('gpt-transcribe, any language')
  expect(summariseSound(form)).toBe('1.00× speed, no noise reduction')
  expect(summariseLimits(form)).toBe('No limit')
  expect(summariseSilence(form)).toBe('Waits')
  expect(summariseEnding(form)).toBe('Agent may, 60 min at most')
  expect(summariseFailure(form)).toBe('Tone, last words')
})

test('a closed section follows what was changed', () => {
  const form = formOf(defaultAgentConfig)
  form.turnDetection.type = 'none'
  form.transcription.language = 'ja'
  form.limitsTokens = true
  form.maxResponseTokens = 1_200
  expect(summariseTurns(form)).toBe('None: the operator asks for each response')
  expect(summariseTranscription(form, 'Japanese')).toBe('gpt-transcribe, Japanese')
  expect(summariseLimits(form)).toBe('1,200 tokens')
  form.noInput = { isOn: true, afterMs: 12_000, prompts: [{ text: 'Still there?' }], farewell: '' }
  expect(summariseSilence(form)).toBe('1 prompt, 12 s apart')
  form.noInput = { ...form.noInput, prompts: [] }
  expect(summariseSilence(form)).toBe('Farewell after 12 s')
  form.mayEndCall = false
  form.longestCallMinutes = 15
  expect(summariseEnding(form)).toBe('15 min at most')
  form.cover.mode = 'sentence'
  form.fallback.mode = 'transfer'
  expect(summariseFailure(form)).toBe('Sentence, transfer')
  form.transcription.enabled = false
  expect(summariseTranscription(form, 'Japanese')).toBe('Off')
})

test('a number that is being retyped is no figure yet', () => {
  const form = formOf(defaultAgentConfig)
  form.turnDetection.silenceDurationMs = Number.NaN
  expect(summariseTurns(form)).toBe('Server VAD, … of silence')
})
