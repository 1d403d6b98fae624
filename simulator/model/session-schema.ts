import { z } from 'zod'
import { audioFormatSchema } from './audio-format.ts'

/**
 * The body of `session.update` as the service takes it (OpenAI's reference, `RealtimeSessionCreateRequestGA`,
 * and refusals seen on the wire): every unknown key is an error, and so are the beta's names for things.
 */

const voiceSchema = z.union([
  z.enum(['alloy', 'ash', 'ballad', 'coral', 'echo', 'sage', 'shimmer', 'verse', 'marin', 'cedar']),
  z.strictObject({ id: z.string().min(1) }),
])
export type SessionVoice = z.infer<typeof voiceSchema>

const modalitiesSchema = z.array(z.enum(['text', 'audio'])).length(1)

const languageSchema = z.string().regex(/^[a-z]{2,3}$/)

const transcriptionSchema = z.strictObject({
  model: z.string().optional(),
  language: languageSchema.optional(),
  prompt: z.string().optional(),
  languages: z.array(languageSchema).min(1).optional(),
  keywords: z.array(z.string()).optional(),
  delay: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']).optional(),
})
export type Transcription = z.infer<typeof transcriptionSchema>

const noiseReductionSchema = z.strictObject({
  type: z.enum(['near_field', 'far_field']),
  strength: z.number().min(0).max(1).optional(),
})

const turnDetectionSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('server_vad'),
    threshold: z.number().min(0).max(1).optional(),
    prefix_padding_ms: z.int().min(0).optional(),
    silence_duration_ms: z.int().min(0).optional(),
    create_response: z.boolean().optional(),
    interrupt_response: z.boolean().optional(),
    idle_timeout_ms: z.int().min(5_000).max(30_000).nullable().optional(),
  }),
  z.strictObject({
    type: z.literal('semantic_vad'),
    eagerness: z.enum(['low', 'medium', 'high', 'auto']).optional(),
    create_response: z.boolean().optional(),
    interrupt_response: z.boolean().optional(),
  }),
])
export type TurnDetectionUpdate = z.infer<typeof turnDetectionSchema>

const functionToolSchema = z.strictObject({
  type: z.literal('function'),
  name: z.string().regex(/^[\w-]{1,64}$/),
  description: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
})

export type FunctionTool = z.infer<typeof functionToolSchema>

const mcpToolSchema = z.strictObject({
  type: z.literal('mcp'),
  server_label: z.string(),
  server_url: z.string().optional(),
  tunnel_id: z.string().optional(),
  connector_id: z.string().optional(),
  authorization: z.string().optional(),
  server_description: z.string().optional(),
  headers: z.record(z.string(), z.string()).nullable().optional(),
  allowed_tools: z.unknown().optional(),
  require_approval: z.unknown().optional(),
  defer_loading: z.boolean().optional(),
  allowed_callers: z.array(z.string()).nullable().optional(),
})

const toolChoiceSchema = z.union([
  z.enum(['none', 'auto', 'required']),
  z.strictObject({ type: z.literal('function'), name: z.string() }),
  z.strictObject({
    type: z.literal('mcp'),
    server_label: z.string(),
    name: z.string().nullable().optional(),
  }),
])

const reasoningSchema = z.strictObject({
  effort: z.enum(['minimal', 'low', 'medium', 'high', 'xhigh']).optional(),
})

const maxOutputTokensSchema = z.union([z.int().min(1).max(4_096), z.literal('inf')])

const truncationSchema = z.union([
  z.enum(['auto', 'disabled']),
  z.strictObject({
    type: z.literal('retention_ratio'),
    retention_ratio: z.number().min(0).max(1),
    token_limits: z.strictObject({ post_instructions: z.int().min(0).optional() }).optional(),
  }),
])

const tracingSchema = z.union([
  z.literal('auto'),
  z.strictObject({
    workflow_name: z.string().optional(),
    group_id: z.string().optional(),
    metadata: z.record(z.string(), z.unknown()).optional(),
  }),
])

/** What a session and a single response have in common. */
const sharedShape = {
  output_modalities: modalitiesSchema.optional(),
  instructions: z.string().optional(),
  tools: z.array(z.discriminatedUnion('type', [functionToolSchema, mcpToolSchema])).optional(),
  tool_choice: toolChoiceSchema.optional(),
  parallel_tool_calls: z.boolean().optional(),
  reasoning: reasoningSchema.optional(),
  max_output_tokens: maxOutputTokensSchema.optional(),
}

export const sessionUpdateSchema = z.strictObject({
  ...sharedShape,
  type: z.literal('realtime'),
  model: z.string().optional(),
  audio: z
    .strictObject({
      input: z
        .strictObject({
          format: audioFormatSchema.optional(),
          transcription: transcriptionSchema.nullable().optional(),
          noise_reduction: noiseReductionSchema.nullable().optional(),
          turn_detection: turnDetectionSchema.nullable().optional(),
        })
        .optional(),
      output: z
        .strictObject({
          format: audioFormatSchema.optional(),
          voice: voiceSchema.optional(),
          speed: z.number().min(0.25).max(1.5).optional(),
        })
        .optional(),
    })
    .optional(),
  include: z.array(z.enum(['item.input_audio_transcription.logprobs'])).optional(),
  tracing: tracingSchema.nullable().optional(),
  truncation: truncationSchema.optional(),
})
export type SessionUpdate = z.infer<typeof sessionUpdateSchema>

/** The overrides of `response.create`, without the context that `input` replaces. */
export const responseOverridesShape = {
  ...sharedShape,
  audio: z
    .strictObject({
      output: z
        .strictObject({ format: audioFormatSchema.optional(), voice: voiceSchema.optional() })
        .optional(),
    })
    .optional(),
  conversation: z.enum(['auto', 'none']).optional(),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16, 'Expected at most 16 pairs.')
    .nullable()
    .optional(),
}
