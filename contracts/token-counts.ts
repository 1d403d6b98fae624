import { z } from 'zod'

const tokens = z.number().int()

/** Tokens by kind, as OpenAI bills them; the cached ones are part of the input ones. */
export const tokenCountFields = {
  textInputTokens: tokens,
  audioInputTokens: tokens,
  cachedTextTokens: tokens,
  cachedAudioTokens: tokens,
  textOutputTokens: tokens,
  audioOutputTokens: tokens,
}
