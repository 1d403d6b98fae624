import { z } from 'zod'

/**
 * The Realtime API's server events that the relay acts on (OpenAI's API
 * reference, "Realtime server events"), only the fields it reads. Everything
 * else the model may send is legal and ignored, and a part that is not
 * understood does not take the rest of its event with it.
 */
const itemId = z.string().min(1)
const responseId = z.string().min(1)
const ms = z.number().nonnegative()
const tokens = z.number().int().nonnegative().default(0)

const inputTokenDetailsSchema = z.object({
  text_tokens: tokens,
  audio_tokens: tokens,
  cached_tokens: tokens,
  cached_tokens_details: z
    .object({ text_tokens: tokens, audio_tokens: tokens })
    .default({ text_tokens: 0, audio_tokens: 0 }),
})

export const responseUsageSchema = z.object({
  total_tokens: tokens,
  input_tokens: tokens,
  output_tokens: tokens,
  input_token_details: inputTokenDetailsSchema.optional(),
  output_token_details: z.object({ text_tokens: tokens, audio_tokens: tokens }).optional(),
})
export type ResponseUsage = z.infer<typeof responseUsageSchema>

export const transcriptionUsageSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('tokens'),
    input_tokens: tokens,
    output_tokens: tokens,
    input_token_details: z.object({ text_tokens: tokens, audio_tokens: tokens }).optional(),
  }),
  z.object({ type: z.literal('duration'), seconds: z.number().nonnegative() }),
])
export type TranscriptionUsage = z.infer<typeof transcriptionUsageSchema>

const sessionSchema = z.looseObject({
  id: z.string().optional(),
  model: z.string().optional(),
  expires_at: z.number().optional().catch(undefined),
  audio: z
    .looseObject({
      input: z.looseObject({ format: z.looseObject({ type: z.string() }).optional() }).optional(),
      output: z
        .looseObject({
          format: z.looseObject({ type: z.string() }).optional(),
          voice: z.unknown().optional(),
        })
        .optional(),
    })
    .optional()
    .catch(undefined),
})

const itemSchema = z.looseObject({
  id: itemId,
  type: z.string(),
  role: z.string().optional(),
  status: z.string().optional(),
  /** Of a function call. */
  name: z.string().optional(),
  call_id: z.string().optional(),
  content: z
    .array(z.looseObject({ type: z.string() }))
    .default([])
    .catch([]),
})

export const modelErrorSchema = z.object({
  type: z.string().default('error').catch('error'),
  code: z.string().nullish(),
  message: z.string().default(''),
  param: z.string().nullish(),
  event_id: z.string().nullish(),
})

const responseSchema = z.looseObject({
  id: responseId,
  status: z.string().default('completed'),
  status_details: z
    .looseObject({ reason: z.string().optional(), error: z.looseObject({}).nullish() })
    .nullish()
    .catch(null),
  output: z.array(itemSchema).default([]).catch([]),
  usage: responseUsageSchema.nullish().catch(null),
})

const delta = z.object({ response_id: responseId, item_id: itemId, delta: z.string() })

export const modelEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.created'), session: sessionSchema }),
  z.object({ type: z.literal('session.updated'), session: sessionSchema }),
  z.object({
    type: z.literal('conversation.item.added'),
    item: itemSchema,
    previous_item_id: z.string().nullish(),
  }),
  z.object({ type: z.literal('conversation.item.done'), item: itemSchema }),
  z.object({ type: z.literal('conversation.item.deleted'), item_id: itemId }),
  z.object({
    type: z.literal('conversation.item.truncated'),
    item_id: itemId,
    audio_end_ms: ms,
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.delta'),
    item_id: itemId,
    delta: z.string().default(''),
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.completed'),
    item_id: itemId,
    transcript: z.string(),
    usage: transcriptionUsageSchema.nullish().catch(null),
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.failed'),
    item_id: itemId,
    error: z.looseObject({ message: z.string().nullish() }).nullish(),
  }),
  z.object({
    type: z.literal('input_audio_buffer.committed'),
    item_id: itemId,
    previous_item_id: z.string().nullish(),
  }),
  z.object({
    type: z.literal('input_audio_buffer.speech_started'),
    item_id: itemId,
    audio_start_ms: ms,
  }),
  z.object({
    type: z.literal('input_audio_buffer.speech_stopped'),
    item_id: itemId,
    audio_end_ms: ms,
  }),
  z.object({ type: z.literal('response.created'), response: responseSchema }),
  z.object({ type: z.literal('response.done'), response: responseSchema }),
  z.object({
    type: z.literal('response.output_item.added'),
    response_id: responseId,
    item: itemSchema,
  }),
  z.object({
    type: z.literal('response.output_item.done'),
    response_id: responseId,
    item: itemSchema,
  }),
  z.object({
    type: z.literal('response.function_call_arguments.done'),
    response_id: responseId,
    item_id: itemId,
    call_id: z.string().min(1),
    name: z.string().default(''),
  }),
  delta.extend({ type: z.literal('response.output_audio.delta'), delta: z.base64() }),
  z.object({
    type: z.literal('response.output_audio.done'),
    response_id: responseId,
    item_id: itemId,
  }),
  delta.extend({ type: z.literal('response.output_audio_transcript.delta') }),
  z.object({
    type: z.literal('response.output_audio_transcript.done'),
    response_id: responseId,
    item_id: itemId,
    transcript: z.string(),
  }),
  z.object({ type: z.literal('error'), error: modelErrorSchema }),
])
export type ModelEvent = z.infer<typeof modelEventSchema>
