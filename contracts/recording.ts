import { z } from 'zod'
import { directionSchema } from './call.ts'

export const recordingStateSchema = z.enum([
  'recording',
  'importing',
  'ready',
  'failed',
  'absent',
  'deleted',
])
export type RecordingState = z.infer<typeof recordingStateSchema>

/** `RE...`: the carrier's; `RL...`: of the relay's own tap. */
export const recordingSidSchema = z
  .string()
  .regex(/^R[EL][0-9a-fA-F]{32}$/, 'A recording SID is RE or RL and 32 hexadecimal digits.')

/** Who recorded it. */
export const recordingSourceSchema = z.enum(['relay', 'carrier'])
export type RecordingSource = z.infer<typeof recordingSourceSchema>

export const recordingSchema = z.object({
  recordingSid: z.string(),
  callId: z.string(),
  callSid: z.string().nullable(),
  direction: directionSchema,
  from: z.string(),
  to: z.string(),
  agentName: z.string(),
  source: recordingSourceSchema,
  /** Where its first sample lies on the call's media clock, ms; null: only roughly known, from `startedAt`. */
  startMs: z.number().int().nullable(),
  channels: z.number().int(),
  durationMs: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
  /** What is missing of it because the relay's disk did not take it, ms; 0: nothing. */
  missingMs: z.number().int(),
  contentType: z.string(),
  state: recordingStateSchema,
  failReason: z.string().nullable(),
  startedAt: z.iso.datetime(),
  /** When retention deletes it; null: never. */
  expiresAt: z.iso.datetime().nullable(),
})
export type Recording = z.infer<typeof recordingSchema>

/** How loud each side is, over equal stretches of `bucketMs`; 0 is silence, 255 the loudest a line carries. */
export const peaksSchema = z.object({
  bucketMs: z.number().positive(),
  caller: z.array(z.number().int().min(0).max(255)),
  agent: z.array(z.number().int().min(0).max(255)),
})
export type Peaks = z.infer<typeof peaksSchema>
