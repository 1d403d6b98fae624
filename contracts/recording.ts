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

export const recordingSidSchema = z
  .string()
  .regex(/^RE[0-9a-fA-F]{32}$/, 'A recording SID is RE and 32 hexadecimal digits.')

export const recordingSchema = z.object({
  recordingSid: z.string(),
  callId: z.string(),
  callSid: z.string().nullable(),
  direction: directionSchema,
  from: z.string(),
  to: z.string(),
  agentName: z.string(),
  channels: z.number().int(),
  durationMs: z.number().int().nullable(),
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
  contentType: z.string(),
  state: recordingStateSchema,
  failReason: z.string().nullable(),
  startedAt: z.iso.datetime(),
})
export type Recording = z.infer<typeof recordingSchema>
