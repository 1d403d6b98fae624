import { z } from 'zod'
import { agentConfigSchema, voiceSchema } from './agent.ts'
import { e164Schema } from './e164.ts'
import { tokenCountFields } from './token-counts.ts'

/** Twilio's call states, plus `created`: our row stands, the carrier has not answered yet. */
export const callStatusSchema = z.enum([
  'created',
  'queued',
  'initiated',
  'ringing',
  'in-progress',
  'completed',
  'busy',
  'failed',
  'no-answer',
  'canceled',
])
export type CallStatus = z.infer<typeof callStatusSchema>

export const directionSchema = z.enum(['inbound', 'outbound'])
export type Direction = z.infer<typeof directionSchema>

/** Why a call ended. Closed: whoever adds a reason says here what it means. */
export const endReasonSchema = z.enum([
  'caller-hung-up',
  'agent-ended',
  'no-input',
  'operator-ended',
  'api-ended',
  'busy',
  'no-answer',
  'canceled',
  'carrier-failed',
  'carrier-refused',
  'media-lost',
  'model-unreachable',
  'model-refused',
  'model-lost',
  'max-duration',
  'relay-stopped',
  'relay-lost',
  'unknown',
])
export type EndReason = z.infer<typeof endReasonSchema>

export const endedBySchema = z.enum(['caller', 'agent', 'operator', 'carrier', 'model', 'system'])
export type EndedBy = z.infer<typeof endedBySchema>

export const answeredBySchema = z.enum([
  'human',
  'machine_start',
  'machine_end_beep',
  'machine_end_silence',
  'machine_end_other',
  'fax',
  'unknown',
])
export type AnsweredBy = z.infer<typeof answeredBySchema>

/** Who has paused the keeping of a call; `keypad`: the keys that its caller pressed. */
export const pausedBySchema = z.enum(['operator', 'api', 'keypad'])
export type PausedBy = z.infer<typeof pausedBySchema>

export const callSidSchema = z
  .string()
  .regex(/^CA[0-9a-fA-F]{32}$/, 'A call SID is CA and 32 hexadecimal digits.')

export const callStatusChangeSchema = z.object({
  status: callStatusSchema,
  at: z.iso.datetime(),
})

/** A word of the operators' own to find calls by. */
export const tagSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} _./-]{0,39}$/u,
    'A tag has up to 40 letters, digits, spaces and - _ . /',
  )

/** What cost is computed from; prices are applied when it is shown. */
export const costInputsSchema = z.object({
  /** Seconds that the carrier bills. */
  carrierSeconds: z.number().nonnegative().nullable(),
  model: z.string(),
  ...tokenCountFields,
  transcriptionModel: z.string().nullable(),
  transcriptionSeconds: z.number().nonnegative(),
})
export type CostInputs = z.infer<typeof costInputsSchema>

export const callSchema = z.object({
  id: z.string(),
  callSid: z.string().nullable(),
  streamSid: z.string().nullable(),
  /** The model's session id (`sess_...`). */
  modelSessionId: z.string().nullable(),
  direction: directionSchema,
  from: z.string(),
  to: z.string(),
  status: callStatusSchema,
  statusHistory: z.array(callStatusChangeSchema),
  agentId: z.string().nullable(),
  agentName: z.string(),
  /** The configuration as used, overrides and live changes included. */
  config: agentConfigSchema,
  answeredBy: answeredBySchema.nullable(),
  transport: z.enum(['media-streams']),
  createdAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
  durationMs: z.number().int().nullable(),
  endReason: endReasonSchema.nullable(),
  endedBy: endedBySchema.nullable(),
  /** What went wrong, in plain words, with the vendor's code. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  cost: costInputsSchema.nullable(),
  hasRecording: z.boolean(),
  /** Nothing said from here on is kept, neither sound nor words; null: it is. */
  pausedBy: pausedBySchema.nullable(),
  tags: z.array(tagSchema),
  /** Retention spares it, and so does every way of deleting, until the hold is lifted. */
  legalHold: z.boolean(),
  /** When retention deletes what; null: never, or there is nothing. */
  expires: z.object({
    recordings: z.iso.datetime().nullable(),
    transcript: z.iso.datetime().nullable(),
    call: z.iso.datetime().nullable(),
  }),
  /** What was said has been deleted; the call's row stays for its figures. */
  transcriptDeletedAt: z.iso.datetime().nullable(),
})
export type Call = z.infer<typeof callSchema>

/** What the dial panel and `POST /api/calls` send. */
export const placeCallSchema = z.object({
  to: e164Schema,
  /** One of our numbers; left out: the account's configured number. */
  from: e164Schema.optional(),
  /** Left out: the default agent. */
  agentId: z.string().min(1).optional(),
  /** For this call alone. */
  instructions: z.string().max(32_000).optional(),
  voice: voiceSchema.optional(),
  detectAnsweringMachine: z.boolean().default(false),
})
export type PlaceCall = z.infer<typeof placeCallSchema>
