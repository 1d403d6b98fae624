import { z } from 'zod'
import { e164Schema } from './e164.ts'

/** The voices the Realtime API offers to every account (OpenAI's API reference, `session.audio.output.voice`). */
export const voiceSchema = z.enum([
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'sage',
  'shimmer',
  'verse',
  'marin',
  'cedar',
])
export type Voice = z.infer<typeof voiceSchema>

/** How the agent begins: in silence, or by speaking `text` first, word for word. */
export const greetingSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('none') }),
  z.object({
    mode: z.literal('agentFirst'),
    text: z.string().trim().min(1, 'Say what the agent shall open with.').max(1_000),
  }),
])

/** When the model decides that the caller's turn has ended. Ranges are the Realtime API's. */
export const turnDetectionSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('server_vad'),
    threshold: z.number().min(0).max(1),
    prefixPaddingMs: z.number().int().min(0).max(5_000),
    silenceDurationMs: z.number().int().min(50).max(10_000),
    /** Speak up after this long a silence; null: wait for ever. */
    idleTimeoutMs: z.number().int().min(5_000).max(30_000).nullable(),
    interruptResponse: z.boolean(),
  }),
  z.object({
    type: z.literal('semantic_vad'),
    eagerness: z.enum(['auto', 'low', 'medium', 'high']),
    interruptResponse: z.boolean(),
  }),
  z.object({ type: z.literal('none') }),
])
export type TurnDetection = z.infer<typeof turnDetectionSchema>

export const transcriptionSchema = z.object({
  enabled: z.boolean(),
  model: z.string().min(1).max(100),
  /** ISO 639-1, e.g. `ja`; null lets the model find out. */
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'Use a two-letter language code such as en or ja, without a region.')
    .nullable(),
})

const spokenText = z.string().trim().min(1, 'Say what the caller shall hear.').max(300)

/** What is said to a caller who stays silent: each prompt after another `afterMs`, then a farewell, then the end. */
export const noInputSchema = z.object({
  afterMs: z.number().int().min(3_000).max(120_000),
  prompts: z.array(spokenText).max(5),
  /** Empty: the call ends without a word. */
  farewell: z.string().trim().max(300),
})
export type NoInput = z.infer<typeof noInputSchema>

/** What the caller hears while a lost model is reached anew. */
export const coverSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('tone') }),
  z.object({ mode: z.literal('sentence'), text: spokenText }),
])

/** What becomes of a caller when no model can be reached any more. */
export const fallbackSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('hangUp') }),
  z.object({ mode: z.literal('sentence'), text: spokenText }),
  z.object({ mode: z.literal('transfer'), to: e164Schema }),
])
export type Fallback = z.infer<typeof fallbackSchema>

export const reasoningEffortSchema = z.enum(['minimal', 'low', 'medium', 'high', 'xhigh'])

/** Who keeps the sound of a call: our relay's own tap, the carrier, both, or nobody. */
export const recordingSourcesSchema = z.enum(['none', 'relay', 'carrier', 'both'])
export type RecordingSources = z.infer<typeof recordingSourcesSchema>

/** A session configuration: everything an operator decides about how an agent speaks and listens. */
export const agentConfigSchema = z.object({
  model: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\w.:-]+$/, 'A model name has letters, digits, dots, colons and dashes only.'),
  voice: voiceSchema,
  instructions: z.string().max(32_000, 'Instructions may have at most 32,000 characters.'),
  /** On: what the operator wrote is law, and nothing a caller says can change it. */
  strict: z.boolean(),
  greeting: greetingSchema,
  turnDetection: turnDetectionSchema,
  transcription: transcriptionSchema,
  noiseReduction: z.enum(['none', 'near_field', 'far_field']),
  speed: z.number().min(0.25).max(1.5),
  maxResponseTokens: z.union([z.number().int().min(1).max(4_096), z.literal('inf')]),
  /** Only for models that reason; null leaves the model's own default. */
  reasoningEffort: reasoningEffortSchema.nullable(),
  /** The agent may end the call by itself, once its goodbye has been heard. */
  mayEndCall: z.boolean().default(true),
  /** Keys that the caller presses are told to the model. */
  hearsKeypad: z.boolean().default(false),
  /** Null: a silent caller is waited for until the longest duration. */
  noInput: noInputSchema.nullable().default(null),
  /** The agent is told a minute before. */
  longestCallMinutes: z.number().int().min(2).max(240).default(60),
  cover: coverSchema.default({ mode: 'tone' }),
  recordedBy: recordingSourcesSchema.default('both'),
  /** While the caller presses keys, and for a few seconds after, nothing is kept: they may be a card's digits. */
  pausesRecordingForKeypad: z.boolean().default(false),
  fallback: fallbackSchema.default({
    mode: 'sentence',
    text: 'Sorry, we have a technical problem. Please call again later.',
  }),
})
export type AgentConfig = z.infer<typeof agentConfigSchema>

export const agentNameSchema = z.string().trim().min(1, 'Give the agent a name.').max(80)

/** A named session configuration, kept. Exactly one agent is the default: it answers inbound calls. */
export const agentSchema = z.object({
  id: z.string(),
  name: z.string(),
  isDefault: z.boolean(),
  config: agentConfigSchema,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Agent = z.infer<typeof agentSchema>

export const createAgentSchema = z.object({
  name: agentNameSchema,
  config: agentConfigSchema,
  isDefault: z.boolean().default(false),
})
export type CreateAgent = z.infer<typeof createAgentSchema>

/** `expectedUpdatedAt` guards against overwriting somebody else's change made meanwhile. */
export const updateAgentSchema = z.object({
  name: agentNameSchema.optional(),
  config: agentConfigSchema.optional(),
  isDefault: z.literal(true).optional(),
  expectedUpdatedAt: z.iso.datetime().optional(),
})
export type UpdateAgent = z.infer<typeof updateAgentSchema>
