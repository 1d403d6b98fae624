/**
 * What the rest of the server may ask of the database: one store a noun, verbs
 * only, contract types only. Every write may be repeated: the second time it
 * changes nothing.
 */
import type { Agent, AgentConfig, CreateAgent } from '#contracts/agent.ts'
import type { Act, AuditEntry, AuditFilter, AuditQuery } from '#contracts/audit.ts'
import type { Page } from '#contracts/page.ts'
import type { SpendingLimits, UpdateSpendingLimits } from '#contracts/spending.ts'
import type { ChainEntry } from '#core/access/chain.ts'
import type { FeedHolder } from '#core/access/feed-holder.ts'
import type { UseSums } from '#core/spending/spending-use.ts'
import type {
  CallEventStore,
  CallStore,
  CallWriteStore,
  TranscriptStore,
  TurnStore,
  UsageStore,
} from './call-stores.ts'
import type {
  DeletionStore,
  KeepingStore,
  SavedViewStore,
  TombstoneStore,
} from './keeping-stores.ts'
import type { ApiKeyStore, OperatorLinkStore, PeopleStore } from './people-stores.ts'
import type { EarlyNewsStore, PeaksStore, RecordingStore } from './recording-stores.ts'

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
  earlyNews: EarlyNewsStore
  peaks: PeaksStore
  savedViews: SavedViewStore
  agents: AgentStore
  tickets: TicketStore
  keeping: KeepingStore
  deletions: DeletionStore
  tombstones: TombstoneStore
  /** Opens the connections, and plans the question, that the first callers would otherwise wait for. */
  warm(): Promise<void>
  /** Answers within the database's own time; throws when it cannot be reached. */
  ping(): Promise<void>
}
