import { expect, test } from 'vitest'
import type { Usage } from '#contracts/usage.ts'
import { sumUsage } from './sum-usage.ts'

const response: Usage = {
  sourceId: 'resp_1',
  kind: 'response',
  model: 'gpt-realtime',
  status: 'completed',
  textInputTokens: 100,
  audioInputTokens: 200,
  cachedTextTokens: 30,
  cachedAudioTokens: 20,
  textOutputTokens: 10,
  audioOutputTokens: 50,
  audioSeconds: 0,
}

test('responses and transcriptions add up, but only responses are counted', () => {
  const transcription: Usage = {
    ...response,
    sourceId: 'item_1',
    kind: 'transcription',
    audioSeconds: 2.5,
  }
  expect(sumUsage([response, transcription])).toEqual({
    responses: 1,
    textInputTokens: 200,
    audioInputTokens: 400,
    cachedTokens: 100,
    textOutputTokens: 20,
    audioOutputTokens: 100,
    transcriptionSeconds: 2.5,
  })
})
