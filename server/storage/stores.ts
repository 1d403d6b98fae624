/**
 * What the rest of the server may ask of the database: one store a noun, verbs
 * only, contract types only. Every write may be repeated: the second time it
 * changes nothing.
 */
import type { Agent, AgentConfig, CreateAgent } from '#contracts/agent.ts'
import type { ApiKey, UpdateApiKey } from '#contracts/api-key.ts'
import type { Act, AuditEntry, AuditFilter, AuditQuery } from '#contracts/audit.ts'
import type { CallEvent } from '#contracts/call-event.ts'
import type { AnsweredBy, Call, CallListQuery, CallStatus, Direction } from '#contracts/call.ts'
import type { Page, PageQuery } from '#contracts/page.ts'
import type { Invitation, OpenedLink, Person, SignedInSession } from '#contracts/people.ts'
import type { Recording, RecordingState } from '#contracts/recording.ts'
import type { Operator } from '#contracts/rest/operator.ts'
import type { Role, Scope } from '#contracts/scope.ts'
import type { SpendingLimits, SpendingUse, UpdateSpendingLimits } from '#contracts/spending.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Turn } from '#contracts/turn.ts'
import type { Usage } from '#contracts/usage.ts'
import type { ChainEntry } from '#core/access/chain.ts'
import type { FeedHolder } from '#core/access/feed-holder.ts'
import type { CallEnding } from '#core/call/effects.ts'
import type { DialDecision, DialRefusal } from '#core/spending/decide-dial.ts'
import type { UseSums } from '#core/spending/spending-use.ts'

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
  /** Newest first. */
  list(query: CallListQuery): Promise<Page<Call>>
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
   * carried the call before this one. Null: the ticket is unknown, used, expired
   * or another call's, or the call has ended or is meant to.
   */
  claimStream(claim: {
    ticket: string
    callSid: string
    streamSid: string
    relayId: string
    now: Date
  }): Promise<StreamClaim | null>
  /** Writes why the call ends, once: the first reason stands. Does not change the status. */
  recordEnd(callId: string, end: CallEnding): Promise<Call | null>
}

export type TranscriptStore = {
  /** Inserts or replaces each line by (callId, itemId). */
  save(callId: string, lines: readonly TranscriptLine[]): Promise<void>
  /** In conversation order. */
  list(callId: string): Promise<TranscriptLine[]>
}

export type CallEventStore = {
  append(callId: string, events: readonly CallEvent[]): Promise<void>
  list(callId: string, options?: { afterSeq?: number; limit?: number }): Promise<CallEvent[]>
}

export type UsageStore = {
  append(callId: string, usages: readonly Usage[]): Promise<void>
  list(callId: string): Promise<Usage[]>
}

/** A recording with what only the server may know. */
export type StoredRecording = Recording & {
  location: string | null
  attempts: number
  nextAttemptAt: Date | null
}

export type TurnStore = {
  /** Inserts or replaces each by (callId, number). */
  save(callId: string, turns: readonly Turn[]): Promise<void>
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
  /** Inserts or moves forward (recording -> importing | absent | failed); never out of ready or deleted. */
  announce(recording: {
    recordingSid: string
    callId: string
    state: Extract<RecordingState, 'recording' | 'importing' | 'absent' | 'failed'>
    channels: number
    durationMs?: number
    startedAt: Date
    failReason?: string
  }): Promise<StoredRecording>
  find(recordingSid: string): Promise<StoredRecording | null>
  /** Newest first, deleted ones left out. */
  list(query: PageQuery): Promise<Page<Recording>>
  ofCall(callId: string): Promise<Recording[]>
  /** Those in state `importing` whose next attempt is due at `now`, oldest first. */
  dueForImport(now: Date, limit: number): Promise<StoredRecording[]>
  /** When the next of them is due, or long was (then the epoch); null: none waits. */
  nextImportAt(): Promise<Date | null>
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
    },
  ): Promise<Recording>
  /** `nextAttemptAt` null: given up, state `failed`. */
  markAttemptFailed(
    recordingSid: string,
    failReason: string,
    nextAttemptAt: Date | null,
  ): Promise<Recording>
  markDeleted(recordingSid: string, at: Date): Promise<void>
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
  mintStreamTicket(ticket: { callId: string; callSid: string; expiresAt: Date }): Promise<string>
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

/** A key that is about to be made; of its text only the SHA-256 (`hash`) is kept. */
export type NewApiKeyRow = {
  name: string
  prefix: string
  hash: string
  scopes: readonly Scope[]
  perMinute: number | null
  expiresAt: Date | null
  createdById: string | null
}

export type ApiKeyStore = {
  /** Newest first, revoked ones included. */
  list(): Promise<ApiKey[]>
  find(id: string): Promise<ApiKey | null>
  create(key: NewApiKeyRow): Promise<ApiKey>
  update(id: string, change: UpdateApiKey): Promise<ApiKey | null>
  /** The first revocation stands. */
  revoke(id: string, at: Date): Promise<ApiKey | null>
  /** Makes `successor`, and lets the old key expire at `graceUntil` unless it does earlier. Null: no such valid key. */
  replace(
    id: string,
    successor: NewApiKeyRow,
    at: { now: Date; graceUntil: Date },
  ): Promise<ApiKey | null>
  /** The key with this hash, neither revoked nor expired at `now`. */
  findValid(hash: string, now: Date): Promise<ApiKey | null>
  /** Written once a minute and key at most. */
  recordUse(id: string, use: { at: Date; address: string | null }): Promise<void>
}

export type PeopleStore = {
  /** Whoever can sign in, the longest here first. */
  list(now: Date): Promise<Person[]>
  find(id: string, now: Date): Promise<Person | null>
  /** Whoever is no owner any more has the links withdrawn that they made as one. */
  setRole(id: string, role: Role): Promise<'done' | 'not-found' | 'last-owner'>
  /** Ends their sessions; their calls stay. */
  remove(id: string): Promise<'done' | 'not-found' | 'last-owner'>
  /** Those not expired at `now`, the last used first. */
  sessions(operatorId: string, now: Date): Promise<Omit<SignedInSession, 'current'>[]>
  /** False: this operator has no such session. */
  endSession(operatorId: string, sessionId: string): Promise<boolean>
  /** Makes room for one second factor, if there is none: two that begin at once then share it. */
  prepareTwoFactor(operatorId: string): Promise<void>
  /** Drops sign-ins that have passed the password and wait for the second factor. */
  forgetSignIns(operatorId: string): Promise<void>
  isCodeSpent(operatorId: string, code: string, now: Date): Promise<boolean>
  /** True for the first to use this code before `expiresAt`; false: it was used. */
  spendCode(operatorId: string, code: string, at: { now: Date; expiresAt: Date }): Promise<boolean>
}

export type LinkKind = 'invitation' | 'reset'

/** Links that work once: 256 random bits, of which only the SHA-256 is kept. */
export type OperatorLinkStore = {
  /** In place of an earlier invitation of this e-mail. Null: it has an account. */
  invite(invitation: {
    email: string
    role: Role
    createdById: string
    now: Date
    expiresAt: Date
  }): Promise<{ token: string; invitation: Invitation } | null>
  /** Open ones, newest first. */
  invitations(now: Date): Promise<Invitation[]>
  /** False: no such open invitation. */
  withdraw(id: string, now: Date): Promise<boolean>
  /** What a good link is for; spends nothing. */
  open(kind: LinkKind, token: string, now: Date): Promise<OpenedLink | null>
  /** Spends the link and makes the account, both or neither. */
  accept(
    token: string,
    account: { name: string; passwordHash: string },
    now: Date,
  ): Promise<{ ok: true; operator: Operator } | { ok: false; problem: 'link-used' | 'email-taken' }>
  /** In place of an earlier one of this operator. Null: no such operator. */
  createReset(reset: {
    operatorId: string
    createdById: string
    now: Date
    expiresAt: Date
  }): Promise<string | null>
  /** Spends the link, sets the password and ends all sessions; answers whose. Null: the link is not good. */
  reset(token: string, passwordHash: string, now: Date): Promise<string | null>
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
  agents: AgentStore
  tickets: TicketStore
  /** Opens the connection that the first caller would otherwise wait for. */
  warm(): Promise<void>
  /** Answers within the database's own time; throws when it cannot be reached. */
  ping(): Promise<void>
}
