import { z } from 'zod'
import { clientItemSchema, inputEntrySchema } from './item-schema.ts'
import { responseOverridesShape, sessionUpdateSchema } from './session-schema.ts'
import { wireErrorOf, type WireError } from './wire-error.ts'

const eventIdShape = { event_id: z.string().max(512).optional() }

/** The eleven events that a client may send (OpenAI's reference, `RealtimeClientEvent`), strictly. */
export const clientEventSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...eventIdShape,
    type: z.literal('session.update'),
    session: sessionUpdateSchema,
  }),
  z.strictObject({
    ...eventIdShape,
    type: z.literal('input_audio_buffer.append'),
    audio: z.base64().max(15 * 1024 * 1024),
  }),
  z.strictObject({ ...eventIdShape, type: z.literal('input_audio_buffer.commit') }),
  z.strictObject({ ...eventIdShape, type: z.literal('input_audio_buffer.clear') }),
  z.strictObject({ ...eventIdShape, type: z.literal('output_audio_buffer.clear') }),
  z.strictObject({
    ...eventIdShape,
    type: z.literal('conversation.item.create'),
    previous_item_id: z.string().nullable().optional(),
    item: clientItemSchema,
  }),
  z.strictObject({
    ...eventIdShape,
    type: z.literal('conversation.item.retrieve'),
    item_id: z.string(),
  }),
  z.strictObject({
    ...eventIdShape,
    type: z.literal('conversation.item.truncate'),
    item_id: z.string(),
    content_index: z.int().min(0),
    audio_end_ms: z.int().min(0),
  }),
  z.strictObject({
    ...eventIdShape,
    type: z.literal('conversation.item.delete'),
    item_id: z.string(),
  }),
  z.strictObject({
    ...eventIdShape,
    type: z.literal('response.create'),
    response: z
      .strictObject({ ...responseOverridesShape, input: z.array(inputEntrySchema).optional() })
      .optional(),
  }),
  z.strictObject({
    ...eventIdShape,
    type: z.literal('response.cancel'),
    response_id: z.string().optional(),
  }),
])
export type ClientEvent = z.infer<typeof clientEventSchema>
export type ClientEventOf<T extends ClientEvent['type']> = Extract<ClientEvent, { type: T }>
export type ResponseOverrides = NonNullable<ClientEventOf<'response.create'>['response']>

export type ParsedClientEvent =
  | { ok: true; event: ClientEvent }
  | { ok: false; error: WireError; eventId: string | null }

/** Reads one message of a client; what the service would refuse comes back as its error. */
export function parseClientEvent(text: string): ParsedClientEvent {
  const json = parseJson(text)
  if (json === undefined) return { ok: false, error: INVALID_JSON, eventId: null }
  const parsed = clientEventSchema.safeParse(json, { reportInput: true })
  if (parsed.success) return { ok: true, event: parsed.data }
  return { ok: false, error: wireErrorOf(parsed.error), eventId: eventIdOf(json) }
}

const INVALID_JSON: WireError = {
  type: 'invalid_request_error',
  code: 'invalid_json',
  message: 'We could not parse the JSON body of your event. Expected one JSON object per message.',
  param: null,
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function eventIdOf(json: unknown): string | null {
  const parsed = z.object({ event_id: z.string() }).safeParse(json)
  return parsed.success ? parsed.data.event_id : null
}
