import { z } from 'zod'

/** Where an entry of a call's event log comes from. */
export const eventSourceSchema = z.enum(['carrier', 'model', 'relay', 'operator'])
export type EventSource = z.infer<typeof eventSourceSchema>

/**
 * One entry of the raw event log: audio left out, counted in bytes instead.
 * `seq` counts within the call, from 1.
 */
export const callEventSchema = z.object({
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  /** ms from the start of the media stream; null before it. */
  atMs: z.number().int().nullable(),
  source: eventSourceSchema,
  /** `in`: towards the relay; `out`: from the relay. */
  flow: z.enum(['in', 'out', 'none']),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
})
export type CallEvent = z.infer<typeof callEventSchema>
