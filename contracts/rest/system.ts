import { z } from 'zod'

/** What the console says about the place it runs in. */
export const systemSchema = z
  .object({
    simulated: z.object({ carrier: z.boolean(), model: z.boolean() }),
    recording: z.boolean(),
    transcription: z.boolean(),
    /** The number that calls are placed from unless another is chosen. */
    phoneNumber: z.string(),
    publicUrl: z.string(),
    relay: z.enum(['up', 'down']),
    setupRequired: z.boolean(),
  })
  .meta({ id: 'System' })
export type System = z.infer<typeof systemSchema>

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded']),
    database: z.enum(['up', 'down']),
    relay: z.enum(['up', 'down']),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof healthSchema>

/** Opens the feed once: the browser sends `ticket` as its first message at `url`. */
export const feedTicketSchema = z
  .object({ ticket: z.string(), url: z.string(), expiresAt: z.iso.datetime() })
  .meta({ id: 'FeedTicket' })
export type FeedTicketAnswer = z.infer<typeof feedTicketSchema>
