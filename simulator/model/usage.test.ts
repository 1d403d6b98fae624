import { describe, expect, it } from 'vitest'
import { answerTokens, contextTokens, textTokens, transcriptionUsage, wireUsage } from './usage.ts'

describe('usage', () => {
  it('counts a token for each 100 ms of the caller and each 50 ms of the agent', () => {
    const audio = new Uint8Array()
    const items = [
      { kind: 'spoken', id: 'a', audio, audioMs: 5_850, transcript: undefined },
    ] as const
    expect(contextTokens(items)).toEqual({ text: 0, audio: 59 })
    expect(answerTokens('', 7_300).audio).toBe(146)
  })

  it('counts four Latin letters or one Japanese sign as a token', () => {
    expect(textTokens('Good evening')).toBe(3)
    expect(textTokens('予約です')).toBe(4)
  })

  it('adds up, and counts what was read before as cached', () => {
    const usage = wireUsage(
      { text: 200, audio: 150 },
      { text: 20, audio: 80 },
      { text: 130, audio: 60 },
    )
    expect(usage).toMatchObject({
      total_tokens: 450,
      input_tokens: 350,
      output_tokens: 100,
      input_token_details: {
        cached_tokens: 128,
        cached_tokens_details: { text_tokens: 128, audio_tokens: 0 },
      },
    })
  })

  it('bills transcription by the second or by the token, as the model is sold', () => {
    expect(transcriptionUsage('gpt-transcribe', 2_300, 'Hi')).toEqual({
      type: 'duration',
      seconds: 3,
    })
    expect(transcriptionUsage('gpt-4o-transcribe', 2_300, 'Good evening')).toMatchObject({
      type: 'tokens',
      input_tokens: 23,
      output_tokens: 3,
      total_tokens: 26,
    })
  })
})
