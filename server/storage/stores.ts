/**
 * What the rest of the server may ask of the database: one store a noun, verbs
 * only, contract types only. Every write may be repeated: the second time it
 * changes nothing.
 */
import type { Agent, AgentConfig, CreateAgent } from '#contracts/agent.ts'
import type { Act, AuditEntry, AuditFilter, AuditQuery } from '#contracts/audit.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { CallListQuery, ListedCall, TagCalls } from '#contracts/call-list.ts'
import type { AnsweredBy, Call, CallStatus, Direction, PausedBy } from '#contracts/call.ts'
import type { Page, PageQuery } from '#contracts/page.ts'
import type { Recording, RecordingSource, RecordingState } from '#contracts/recording.ts'
import type { SpendingLimits, SpendingUse, UpdateSpendingLimits } from '#contracts/spending.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Turn } from '#contracts/turn.ts'
import type { Usage } from '#contracts/usage.ts'
import type { ChainEntry } from '#core/access/chain.ts'
import type { FeedHolder } from '#core/access/feed-holder.ts'
import type { CallEnding } from '#core/call/effects.ts'
import type { DialDecision, DialRefusal } from '#core/spending/decide-dial.ts'
import type { UseSums } from '#core/spending/spending-use.ts'
import type {
  DeletionStore,
  KeepingStore,
  PeaksStore,
  SavedViewStore,
  TombstoneStore,
} from './keeping-stores.ts'
import type { ApiKeyStore, OperatorLinkStore, PeopleStore } from './people-stores.ts'

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

/** A recording with what only the server may know. */
export type StoredRecording = Recording & {
  location: string | null
  attempts: number
  nextAttemptAt: Date | null
  /** When the carrier's own copy was deleted; null: it was not. */
  carrierDeletedAt: Date | null
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

/** A relay process as the others see it. */
export type RelayRow = { id: string; url: string; draining: boolean; renewedAt: Date }

/** How a call has been carried so far. */
export type Carriage = {
  /** How many media streams have carried it. */
  streams: number
  /** The relay of the last one; null: none yet. */
  relayId: string | null
  /** The hash of the ticket that opened the last one; null: none yet. */
  ticketHash: string | null
}

export type RelayStore = {
  /** Says that a relay is alive, and whether it takes new calls. */
  renew(relay: { id: string; url: string; draining: boolean }, now: Date): Promise<void>
  /** It has left in good order. */
  remove(relayId: string): Promise<void>
  find(relayId: string): Promise<RelayRow | null>
  /** Null: no such call. */
  carriage(callId: string): Promise<Carriage | null>
  /** Those renewed after `since`, the youngest sign of life first. */
  alive(since: Date): Promise<RelayRow[]>
  /** Forgets those not renewed since `before`. */
  sweep(before: Date): Promise<number>
}

export type RecordingStore = {
  /** Inserts or moves forward (recording -> importing | absent | failed, absent | failed -> importing); never out of ready or deleted. */
  announce(recording: {
    recordingSid: string
    callId: string
    /** Left out: the carrier. */
    source?: RecordingSource
    startMs?: number
    state: Extract<RecordingState, 'recording' | 'importing' | 'absent' | 'failed'>
    channels: number
    durationMs?: number
    startedAt: Date
    failReason?: string
  }): Promise<StoredRecording>
  find(recordingSid: string): Promise<StoredRecording | null>
  /** Newest first, deleted ones left out. */
  list(query: PageQuery & { state?: RecordingState | undefined }): Promise<Page<Recording>>
  ofCall(callId: string): Promise<Recording[]>
  /** Those in state `importing` whose next attempt is due at `now`, oldest first. */
  dueForImport(now: Date, limit: number): Promise<StoredRecording[]>
  /**
   * Takes an import for itself, or goes on having it: nobody else is given it
   * before `until`; null: now. False: another has it, or it is done; `seen` is
   * the `nextAttemptAt` that was read.
   */
  holdImport(recordingSid: string, seen: Date | null, until: Date | null): Promise<boolean>
  /** When the next of them is due, or long was (then the epoch); null: none waits. */
  nextImportAt(): Promise<Date | null>
  /**
   * Calls that ended between `since` and `before`, that the carrier should have
   * recorded, and of which it has told nothing, the longest ended first.
   */
  unannounced(
    ended: { since: Date; before: Date },
    limit: number,
    except: readonly string[],
  ): Promise<{ callId: string; callSid: string }[]>
  /** Those still in state `recording` though their call ended before that, oldest first. */
  overdue(callEndedBefore: Date, limit: number): Promise<StoredRecording[]>
  markReady(
    recordingSid: string,
    file: {
      location: string
      bytes: number
      sha256: string
      durationMs: number
      channels: number
      contentType: string
      /** What is missing of it, beside what is known to be. */
      missingMs?: number
    },
  ): Promise<Recording>
  /** So much more of it is missing; false: there is no such recording any more. */
  addMissing(recordingSid: string, missingMs: number): Promise<boolean>
  /** `nextAttemptAt` null: given up, state `failed`. */
  markAttemptFailed(
    recordingSid: string,
    failReason: string,
    nextAttemptAt: Date | null,
  ): Promise<Recording>
  /** Fetches one anew that is failed, or waits: its attempts are counted from the start. False: it is neither. */
  retryImport(recordingSid: string): Promise<boolean>
  /** Those that are ready while the carrier, as far as we know, has them too, oldest first. */
  keptAtCarrier(limit: number, except: readonly string[]): Promise<StoredRecording[]>
  markCarrierDeleted(recordingSid: string, at: Date): Promise<void>
  /** Those that are ready, by SID, after `afterSid` (null: from the first). */
  readyAfter(afterSid: string | null, limit: number): Promise<StoredRecording[]>
  /** Of these the rows that there are. */
  statesOf(recordingSids: readonly string[]): Promise<Map<string, RecordingState>>
  /** One that is ready has lost its file: it is fetched anew, or failed for good. */
  markLost(
    recordingSid: string,
    then: { state: 'importing' } | { state: 'failed'; failReason: string },
  ): Promise<StoredRecording | null>
}

export type AgentStore = {
  list(): Promise<Agent[]>
  find(agentId: string): Promise<Agent | null>
  /** The default agent; when there is none at all, makes `fallback` the default and answers it. */
  defaultAgent(fallback: { name: string; config: AgentConfig }): Promise<Agent>
  create(
    agent: CreateAgent,
  ): Promise<{ ok: true; agent: Agent } | { ok: false; problem: 'name-taken' }>
  update(
    agentId: string,
    change: { name?: string; config?: AgentConfig; isDefault?: true; expectedUpdatedAt?: string },
  ): Promise<
    | { ok: true; agent: Agent }
    | { ok: false; problem: 'not-found' | 'name-taken' | 'changed-meanwhile' }
  >
  /** Kept for the calls it served, gone from every list; its name is free again. */
  remove(agentId: string): Promise<'removed' | 'not-found' | 'is-default'>
}

/** One-use tickets: 256 random bits, of which only the SHA-256 is kept. */
export type TicketStore = {
  /**
   * A ticket that opens the call's stream of this number, which is how many have
   * carried it before; and what is kept of the ticket, which opens nothing.
   */
  mintStreamTicket(ticket: {
    callId: string
    callSid: string
    streamNumber: number
    expiresAt: Date
  }): Promise<{ ticket: string; hash: string }>
  mintFeedTicket(ticket: {
    operatorId: string
    sessionId: string
    expiresAt: Date
  }): Promise<string>
  /** Spends the ticket. Null: it is unknown, used or expired, or its session has ended. */
  redeemFeedTicket(ticket: string, now: Date): Promise<FeedHolder | null>
  /** Of these sessions those that have not ended at `now`, and whose they are. */
  standing(sessionIds: readonly string[], now: Date): Promise<FeedHolder[]>
  /** Removes what expired before `now`. */
  sweep(now: Date): Promise<number>
}

export type SpendingStore = {
  /** The limits; `defaults` are kept where nobody has set any. */
  limits(defaults: SpendingLimits): Promise<SpendingLimits>
  update(change: UpdateSpendingLimits, defaults: SpendingLimits): Promise<SpendingLimits>
  /** What the placed calls of the day of `now` come to. */
  sums(now: Date): Promise<UseSums>
}

export type AuditStore = {
  /** Adds an entry behind the last one; however many add at once, each follows another. */
  append(act: Act, at: Date): Promise<AuditEntry>
  /** Newest first. */
  list(query: AuditQuery): Promise<Page<AuditEntry>>
  /** Those after `afterSeq`, oldest first. */
  read(afterSeq: number, filter: AuditFilter, limit: number): Promise<AuditEntry[]>
  /** Those after `afterSeq` (null: from the very first) as they are stored, valid or not, by number. */
  readChain(
    afterSeq: number | null,
    limit: number,
  ): Promise<{ entry: ChainEntry & { hash: string }; computedHash: string }[]>
}

/** Webhooks that were received. An id begins with its vendor, like `twilio:`; a webhook may have several. */
export type WebhookReceiptStore = {
  /** True for the first to name any of `ids`, all different; false: one of them was received before. */
  receive(ids: readonly string[], at: Date): Promise<boolean>
  /** It could not be dealt with: the vendor's next try is the first again. */
  release(ids: readonly string[]): Promise<void>
  /** Forgets what was received of a vendor before `before`. */
  sweep(vendor: 'twilio' | 'openai', before: Date): Promise<number>
}

export type Stores = {
  apiKeys: ApiKeyStore
  audit: AuditStore
  people: PeopleStore
  operatorLinks: OperatorLinkStore
  webhookReceipts: WebhookReceiptStore
  spending: SpendingStore
  calls: CallStore
  transcripts: TranscriptStore
  events: CallEventStore
  usages: UsageStore
  turns: TurnStore
  callWrites: CallWriteStore
  relays: RelayStore
  recordings: RecordingStore
  peaks: PeaksStore
  savedViews: SavedViewStore
  agents: AgentStore
  tickets: TicketStore
  keeping: KeepingStore
  deletions: DeletionStore
  tombstones: TombstoneStore
  /** Opens the connection that the first caller would otherwise wait for. */
  warm(): Promise<void>
  /** Answers within the database's own time; throws when it cannot be reached. */
  ping(): Promise<void>
}
