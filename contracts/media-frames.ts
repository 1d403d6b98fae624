import { z } from 'zod'

/**
 * Twilio Media Streams, frames towards us. Every number arrives as a string
 * (Twilio's docs, "Media Streams: WebSocket messages"). Unknown keys pass.
 */
const count = z
  .union([z.string().regex(/^\d+$/), z.number()])
  .transform(Number)
  .pipe(z.number().int().nonnegative())

export const mediaFrameSchema = z.object({
  event: z.literal('media'),
  sequenceNumber: count.optional(),
  media: z.object({
    track: z.string().optional(),
    /** ms from the start of the stream. */
    timestamp: count,
    /** base64, mu-law, 8 kHz, mono. */
    payload: z.base64(),
  }),
})

export const startFrameSchema = z.object({
  event: z.literal('start'),
  sequenceNumber: count.optional(),
  streamSid: z.string().min(1),
  start: z.object({
    accountSid: z.string().min(1),
    callSid: z.string().min(1),
    tracks: z.array(z.string()).optional(),
    mediaFormat: z.object({
      encoding: z.literal('audio/x-mulaw'),
      sampleRate: z.coerce.number().pipe(z.literal(8_000)),
      channels: z.coerce.number().pipe(z.literal(1)),
    }),
    customParameters: z.record(z.string(), z.string()).default({}),
  }),
})
export type StartFrame = z.infer<typeof startFrameSchema>

export const streamFrameSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('connected'), protocol: z.string().optional() }),
  startFrameSchema,
  mediaFrameSchema,
  z.object({
    event: z.literal('mark'),
    sequenceNumber: count.optional(),
    mark: z.object({ name: z.string() }),
  }),
  z.object({
    event: z.literal('dtmf'),
    sequenceNumber: count.optional(),
    dtmf: z.object({ digit: z.string().regex(/^[0-9A-D*#]$/) }),
  }),
  z.object({ event: z.literal('stop'), sequenceNumber: count.optional() }),
])
export type StreamFrame = z.infer<typeof streamFrameSchema>
