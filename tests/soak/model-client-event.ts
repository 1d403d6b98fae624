import { z } from 'zod'

/** What the relay may say to the model, as far as the scripted one listens. */
const clientEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('input_audio_buffer.append'), audio: z.string() }),
  z.object({ type: z.literal('input_audio_buffer.commit') }),
  z.object({ type: z.literal('session.update'), session: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal('response.create') }),
  z.object({ type: z.literal('response.cancel') }),
  z.object({
    type: z.literal('conversation.item.truncate'),
    item_id: z.string(),
    audio_end_ms: z.int(),
  }),
  z.object({
    type: z.literal('conversation.item.create'),
    previous_item_id: z.string().nullable().optional(),
    item: z.looseObject({
      id: z.string().optional(),
      role: z.enum(['user', 'assistant', 'system']).optional(),
      content: z.array(z.looseObject({ text: z.string().optional() })).optional(),
      output: z.string().optional(),
    }),
  }),
])
export type ClientEvent = z.infer<typeof clientEventSchema>

/** Undefined: an event that this model has no use for. */
export function readClientEvent(text: string): ClientEvent | undefined {
  const json: unknown = JSON.parse(text)
  return clientEventSchema.safeParse(json).data
}

const turnDetectionSchema = z.object({
  create_response: z.boolean().default(true),
  interrupt_response: z.boolean().default(true),
})

const sessionSchema = z.object({
  audio: z.object({ input: z.object({ turn_detection: turnDetectionSchema.nullable() }) }),
  tools: z.array(z.object({ name: z.string() })).default([]),
})

/** How a session's configuration says that turns are taken; a session without one takes none. */
export function readTurnTaking(config: Record<string, unknown>) {
  const { data } = sessionSchema.safeParse(config)
  const detection = data?.audio.input.turn_detection
  return {
    creates: detection?.create_response ?? false,
    interrupts: detection?.interrupt_response ?? false,
    mayEndCall: data?.tools.some(({ name }) => name === 'end_call') ?? false,
  }
}
