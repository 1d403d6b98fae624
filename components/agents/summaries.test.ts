import { expect, test } from 'vitest'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { formOf } from './agent-form.ts'
import {
  summariseLimits,
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
  form.transcription.enabled = false
  expect(summariseTranscription(form, 'Japanese')).toBe('Off')
})

test('a number that is being retyped is no figure yet', () => {
  const form = formOf(defaultAgentConfig)
  form.turnDetection.silenceDurationMs = Number.NaN
  expect(summariseTurns(form)).toBe('Server VAD, … of silence')
})
