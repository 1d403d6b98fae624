import { z } from 'zod'
import { agentConfigSchema } from './agent.ts'
import { callEventSchema } from './call-event.ts'
import { endedBySchema, endReasonSchema, pausedBySchema } from './call.ts'
import { transcriptLineSchema } from './transcript.ts'
import { turnSchema } from './turn.ts'
import { usageSchema } from './usage.ts'

export const callEndingSchema = z.object({
  reason: endReasonSchema,
  by: endedBySchema,
  error: z.object({ code: z.string(), message: z.string() }).optional(),
})

/**
 * One thing a live call wants kept. It is data because it outlives the process:
 * it stands in the call's journal until the database has it, and may be written
 * again after a kill. Each kind can be repeated without harm.
 */
export const callWriteSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('line'), line: transcriptLineSchema }),
  z.object({ kind: z.literal('event'), event: callEventSchema }),
  z.object({ kind: z.literal('usage'), usage: usageSchema }),
  z.object({ kind: z.literal('turn'), turn: turnSchema }),
  z.object({ kind: z.literal('modelSession'), modelSessionId: z.string() }),
  z.object({ kind: z.literal('config'), config: agentConfigSchema }),
  z.object({ kind: z.literal('pause'), by: pausedBySchema.nullable() }),
  z.object({ kind: z.literal('end'), end: callEndingSchema }),
])
export type CallWrite = z.infer<typeof callWriteSchema>
