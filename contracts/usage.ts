import { z } from 'zod'
import { tokenCountFields } from './token-counts.ts'

/** What one response, or one transcription, consumed. All counts are tokens unless named otherwise. */
export const usageSchema = z.object({
  /** `resp_...` for a response, the item's id for a transcription. */
  sourceId: z.string(),
  kind: z.enum(['response', 'transcription']),
  model: z.string(),
  status: z.string(),
  ...tokenCountFields,
  /** Seconds of audio, for transcription that is billed by time. */
  audioSeconds: z.number().nonnegative(),
})
export type Usage = z.infer<typeof usageSchema>
