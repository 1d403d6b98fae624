import { z } from 'zod'

const sinceStop = z.number().int().nonnegative().nullable()

/**
 * One turn of the agent and where its time went. All `...Ms` but `atMs` count
 * from the moment the caller fell silent or, where the agent spoke unasked, from
 * the moment it was asked to; null: that never happened.
 */
export const turnSchema = z.object({
  /** Counts within the call, upwards, with gaps where a call was carried on by another relay. */
  number: z.number().int().positive(),
  responseId: z.string(),
  /** The transcript line that it spoke; null: it said nothing. */
  itemId: z.string().nullable(),
  /** What the agent answered: the caller's words, or a request (greeting, operator, prompt). */
  cause: z.enum(['caller', 'request']),
  /** ms from the start of the media stream at which the count begins. */
  atMs: z.number().int().nonnegative(),
  /** The model said that the caller had stopped. */
  noticedMs: sinceStop,
  /** The model's first audio arrived. */
  firstDeltaMs: sinceStop,
  /** The first audio went to the carrier. */
  firstFrameMs: sinceStop,
  /** The caller heard the first sound, as the first mark proves. */
  firstHeardMs: sinceStop,
  interrupted: z.boolean(),
  inputTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
})
export type Turn = z.infer<typeof turnSchema>
