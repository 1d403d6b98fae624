import { z } from 'zod'

/** Who speaks in a line. */
export const roleSchema = z.enum(['caller', 'agent'])
export type Role = z.infer<typeof roleSchema>

/**
 * One entry of a call's transcript. While somebody speaks it is `partial`; each
 * newer version of a line replaces the older one with the same `itemId`.
 */
export const transcriptLineSchema = z.object({
  itemId: z.string(),
  /** Place in the conversation, from 0: the order of speaking, not of arrival. */
  position: z.number().int().nonnegative(),
  role: roleSchema,
  text: z.string(),
  state: z.enum(['partial', 'final', 'failed']),
  /** ms from the start of the media stream; null until known. */
  startMs: z.number().int().nullable(),
  endMs: z.number().int().nullable(),
  /** The caller began to speak before this line had been heard to its end. */
  interrupted: z.boolean(),
  /** ms of this line's audio that the caller heard; null for lines without agent audio. */
  heardMs: z.number().int().nullable(),
  /** Characters of `text` that were heard, cut at a word; null: all of it. */
  heardChars: z.number().int().nullable(),
  /** Said while keeping was paused: that somebody spoke is kept, what they said is not, and `text` is empty. */
  withheld: z.boolean().default(false),
})
export type TranscriptLine = z.infer<typeof transcriptLineSchema>
