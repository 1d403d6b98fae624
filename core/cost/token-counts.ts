import type { Usage } from '#contracts/usage.ts'

/** Tokens by kind, as OpenAI bills them; the cached ones are part of the input ones. */
export type TokenCounts = Pick<
  Usage,
  | 'textInputTokens'
  | 'audioInputTokens'
  | 'cachedTextTokens'
  | 'cachedAudioTokens'
  | 'textOutputTokens'
  | 'audioOutputTokens'
>
