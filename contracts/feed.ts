import { z } from 'zod'
import { callSchema } from './call.ts'
import { callEventSchema } from './call-event.ts'
import { recordingSchema } from './recording.ts'
import { transcriptLineSchema } from './transcript.ts'
import { turnSchema } from './turn.ts'

/** What each party of a live call is doing, for the operator's eyes. */
export const partyStatesSchema = z.object({
  caller: z.enum(['ringing', 'listening', 'speaking', 'gone']),
  agent: z.enum(['connecting', 'listening', 'thinking', 'speaking', 'gone']),
})
export type PartyStates = z.infer<typeof partyStatesSchema>

/**
 * One change, as the console receives it. Every change is whole (the call, the
 * line, the recording as it now is), so applying one twice changes nothing.
 */
export const feedChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), call: callSchema }),
  z.object({ kind: z.literal('parties'), callId: z.string(), parties: partyStatesSchema }),
  z.object({ kind: z.literal('line'), callId: z.string(), line: transcriptLineSchema }),
  z.object({ kind: z.literal('event'), callId: z.string(), event: callEventSchema }),
  z.object({ kind: z.literal('turn'), callId: z.string(), turn: turnSchema }),
  z.object({ kind: z.literal('recording'), recording: recordingSchema }),
  z.object({ kind: z.literal('recordingDeleted'), recordingSid: z.string(), callId: z.string() }),
  /** With everything that belonged to it. */
  z.object({ kind: z.literal('callDeleted'), callId: z.string() }),
  z.object({ kind: z.literal('agentsChanged') }),
])
export type FeedChange = z.infer<typeof feedChangeSchema>

/** How the relay closes a feed whose operator may not go on with it. Codes for private use (RFC 6455, 7.4.2). */
export const feedCloseCodes = {
  /** The session has ended: nothing opens another feed but signing in. */
  signedOut: 4401,
  /** The operator has another role now: a new ticket tells what that may see. */
  roleChanged: 4403,
} as const

/** First message of the browser: who it is, and up to where it has read. */
export const feedHelloSchema = z.object({
  type: z.literal('hello'),
  ticket: z.string().min(1).max(200),
  resume: z.object({ epoch: z.string().max(100), seq: z.number().int().nonnegative() }).optional(),
})
export type FeedHello = z.infer<typeof feedHelloSchema>

export const feedMessageSchema = z.discriminatedUnion('type', [
  /**
   * Answer to `hello`. `resumed`: all that was missed follows. Otherwise the
   * console must read its pages anew; changes after `seq` follow either way.
   */
  z.object({
    type: z.literal('welcome'),
    epoch: z.string(),
    seq: z.number().int().nonnegative(),
    resumed: z.boolean(),
  }),
  /** Live calls as the relay holds them, right after a `welcome` that did not resume. */
  z.object({
    type: z.literal('snapshot'),
    callId: z.string(),
    parties: partyStatesSchema,
    lines: z.array(transcriptLineSchema),
    events: z.array(callEventSchema),
    turns: z.array(turnSchema),
  }),
  z.object({
    type: z.literal('change'),
    seq: z.number().int(),
    at: z.iso.datetime(),
    change: feedChangeSchema,
  }),
  /** Every 15 s, so that the console knows how old its data is. */
  z.object({ type: z.literal('beat'), seq: z.number().int() }),
])
export type FeedMessage = z.infer<typeof feedMessageSchema>
