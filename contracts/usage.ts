import { z } from 'zod'

/** What one response, or one transcription, consumed. All counts are tokens unless named otherwise. */
export const usageSchema = z.object({
  /** `resp_...` for a response, the item's id for a transcription. */
  sourceId: z.string(),
  kind: z.enum(['response', 'transcription']),
  model: z.string(),
  status: z.string(),
  textInputTokens: z.number().int(),
  audioInputTokens: z.number().int(),
  cachedTextTokens: z.number().int(),
  cachedAudioTokens: z.number().int(),
  textOutputTokens: z.number().int(),
  audioOutputTokens: z.number().int(),
  /** Seconds of audio, for transcription that is billed by time. */
  audioSeconds: z.number().nonnegative(),
})
export type Usage = z.infer<typeof usageSchema>
