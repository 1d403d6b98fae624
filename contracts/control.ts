import { z } from 'zod'
import { agentConfigSchema } from './agent.ts'
import { endReasonSchema, endedBySchema, pausedBySchema } from './call.ts'

/** Per-turn overrides of one response, as an operator may send them (the Realtime API's `response.create`). */
export const createResponseSchema = z.object({
  instructions: z.string().min(1).max(32_000).optional(),
  maxResponseTokens: z.union([z.number().int().min(1).max(4_096), z.literal('inf')]).optional(),
})
export type CreateResponse = z.infer<typeof createResponseSchema>

const whoAsks = pausedBySchema.exclude(['keypad'])

/** What an operator, through the app, asks of a live call. */
export const callCommandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('updateConfig'), config: agentConfigSchema }),
  z.object({ do: z.literal('createResponse'), response: createResponseSchema }),
  /** Nothing said from here on is kept, until it is resumed. */
  z.object({ do: z.literal('pauseRecording'), by: whoAsks }),
  z.object({ do: z.literal('resumeRecording'), by: whoAsks }),
  /** The carrier says that the stream is over: whoever still holds the call lets go of it, without ending it. */
  z.object({ do: z.literal('letGo') }),
  z.object({ do: z.literal('end'), reason: endReasonSchema, endedBy: endedBySchema }),
])
export type CallCommand = z.infer<typeof callCommandSchema>

/** How the relay answers a command: done, with remarks the operator should read, or why not. */
export const commandResultSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), notes: z.array(z.string()) }),
  z.object({
    ok: z.literal(false),
    problem: z.enum(['call-not-live', 'bad-request']),
    detail: z.string(),
  }),
])
export type CommandResult = z.infer<typeof commandResultSchema>
