import { z } from 'zod'

/** What an application may send over a media stream (Twilio's docs, "WebSocket messages"). */
const streamMessageSchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('media'),
    streamSid: z.string(),
    media: z.object({ payload: z.base64().min(4) }),
  }),
  z.object({
    event: z.literal('mark'),
    streamSid: z.string(),
    mark: z.object({ name: z.string() }),
  }),
  z.object({ event: z.literal('clear'), streamSid: z.string() }),
])
export type StreamMessage = z.infer<typeof streamMessageSchema>

export type ParsedStreamMessage =
  | { ok: true; message: StreamMessage }
  | { ok: false; problem: string }

/** Reads one text message of a stream; the problem names what was expected, never the content. */
export function parseStreamMessage(text: string, streamSid: string): ParsedStreamMessage {
  const json = parseJson(text)
  if (json === undefined) return { ok: false, problem: 'The message is not JSON.' }
  const parsed = streamMessageSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { ok: false, problem: `At "${issue?.path.join('.')}": ${issue?.message ?? 'invalid'}.` }
  }
  if (parsed.data.streamSid !== streamSid) {
    return { ok: false, problem: 'The streamSid is not the one of this stream.' }
  }
  return { ok: true, message: parsed.data }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
