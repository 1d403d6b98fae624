/** The stores of calls and of what was said and done in them; see stores.ts. */
import type { AgentConfig } from '#contracts/agent.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { CallListQuery, ListedCall, TagCalls } from '#contracts/call-list.ts'
import type { AnsweredBy, Call, CallStatus, Direction, PausedBy } from '#contracts/call.ts'
import type { Page } from '#contracts/page.ts'
import type { SpendingLimits, SpendingUse } from '#contracts/spending.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Turn } from '#contracts/turn.ts'
import type { Usage } from '#contracts/usage.ts'
import type { CallEnding } from '#core/call/effects.ts'
import type { DialDecision, DialRefusal } from '#core/spending/decide-dial.ts'

type NewCallFacts = {
  from: string
  to: string
  agentId: string | null
  agentName: string
  config: AgentConfig
}

/** A call that the carrier brings: it exists already, so it has the carrier's SID. */
export type NewCall = NewCallFacts & { callSid: string; direction: Direction; status: CallStatus }

/** A call that we want to place. */
export type NewPlacedCall = NewCallFacts & {
  /** Ours, made before the carrier is asked, so that its callbacks can name it. */
  id: string
  placedById?: string
  idempotencyKey?: string
}

/** Who says whether a call may be placed, asked while nobody else can place one. */
export type DialGuard = {
  now: Date
  /** What holds where nobody has set limits yet. */
  defaults: SpendingLimits
  decide(limits: SpendingLimits, use: SpendingUse): DialDecision
}

export type PlacedRow =
  | { outcome: 'placed'; call: Call }
  /** The `idempotencyKey` has placed this call before; nothing was asked or counted. */
  | { outcome: 'repeated'; call: Call }
  | { outcome: 'refused'; refusal: DialRefusal }

/** What a relay needs to begin, or to carry on, a call. */
export type StreamClaim = {
  callId: string
  direction: Direction
  config: AgentConfig
  streamNumber: number
  /** When the call's first stream began. */
  firstStreamAt: Date
}

export type CallStore = {
  /** Inserts; when the `callSid` exists already, answers that call instead. */
  create(call: NewCall): Promise<{ call: Call; created: boolean }>
  /**
   * The only way to a row for a call of ours: inserts it, in status `created`, if
   * the guard allows it, for as long as the guard says. However many ask at once,
   * each is counted before the next is decided.
   */
  createPlaced(call: NewPlacedCall, guard: DialGuard): Promise<PlacedRow>
  /** By our id or by the carrier's SID. */
  find(idOrSid: string): Promise<Call | null>
  /** Newest first. With `text` a page may be short of time: then it has fewer calls, and a cursor to go on from. */
  list(query: CallListQuery): Promise<Page<ListedCall>>
  /** Adds tags and takes others off; answers the calls as they now are, unknown ones left out. */
  tag(change: TagCalls): Promise<Call[]>
  /** The tags in use, with how many calls have each, the most used first. */
  tags(): Promise<{ tag: string; calls: number }[]>
  /** Calls that have not ended, newest first. */
  live(): Promise<Call[]>
  /** Ties the carrier's SID to our row; a row that has one already keeps it. */
  attachSid(callId: string, callSid: string): Promise<void>
  /**
   * Adds a status. Late and repeated news never moves a call backwards
   * (core/call/status.ts). A final status ends the call; an `end` given with it
   * counts only if none was written before. Null: no such call.
   */
  recordStatus(
    callId: string,
    change: { status: CallStatus; at: Date; carrierSeconds?: number; end?: CallEnding },
  ): Promise<Call | null>
  recordAnsweredBy(callId: string, answeredBy: AnsweredBy): Promise<Call | null>
  /**
   * Hands a call to a stream, in one round trip: spends the ticket, and ties the
   * stream and its relay to the call. `streamNumber` counts the streams that
   * carried the call before this one. Null: the ticket is unknown, used, expired,
   * another call's or another stream's, or the call has ended or is meant to.
   */
  claimStream(claim: {
    ticket: string
    callSid: string
    streamSid: string
    relayId: string
    now: Date
  }): Promise<StreamClaim | null>
  /** Whether the keeping of a call is paused, and whether it ever was. */
  pause(callId: string): Promise<{ pausedBy: PausedBy | null; wasPaused: boolean }>
  /** Writes why the call ends, once: the first reason stands. Does not change the status. */
  recordEnd(callId: string, end: CallEnding): Promise<Call | null>
}

export type TranscriptStore = {
  /** In conversation order. */
  list(callId: string): Promise<TranscriptLine[]>
}

export type CallEventStore = {
  append(callId: string, events: readonly CallEvent[]): Promise<void>
  list(callId: string, options?: { afterSeq?: number; limit?: number }): Promise<CallEvent[]>
}

export type UsageStore = {
  list(callId: string): Promise<Usage[]>
}

export type TurnStore = {
  /** In order. */
  list(callId: string): Promise<Turn[]>
}

export type CallWriteStore = {
  /**
   * Keeps what live calls wrote, of any calls and kinds, in order: each entry is
   * a line of a journal (`encodeEntry`). All or nothing. `refused`: one of them
   * will never be taken; throws when the database cannot be reached.
   */
  keep(entries: readonly string[]): Promise<'kept' | 'refused'>
}
