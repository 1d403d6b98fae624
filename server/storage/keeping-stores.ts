/** The stores of what is kept and deleted; see stores.ts. */
import type { SavedView, SaveView } from '#contracts/call-list.ts'
import type {
  Deletion,
  DeletionCause,
  DeletionKind,
  KeepingSettings,
  NumberHoldings,
  StorageStats,
  Tombstone,
  UpdateKeeping,
} from '#contracts/keeping.ts'
import type { Page, PageQuery } from '#contracts/page.ts'
import type { RecordingSource } from '#contracts/recording.ts'

export type KeepingStore = {
  /** The settings; `defaults` where nobody has set any. */
  settings(defaults: KeepingSettings): Promise<KeepingSettings>
  update(change: UpdateKeeping, defaults: KeepingSettings): Promise<KeepingSettings>
  /** Spares a call from every deletion, or no longer. False: no such call. */
  setHold(callId: string, held: boolean): Promise<boolean>
  /**
   * True for the first to ask since `since`: whoever gets it runs the daily
   * retention. One that was claimed and has not ended may be claimed again after
   * a minute, by whoever is still there.
   */
  claimRetention(since: Date, now: Date): Promise<boolean>
  /** It got to its end: there is nothing to do before the next day. */
  endRetention(now: Date): Promise<void>
  retentionRanAt(): Promise<Date | null>
  /** Ended calls that ended before `before` and are not held, the longest ended first, after `after`. */
  endedCalls(before: Date, after: EndedCall | null, limit: number): Promise<EndedCall[]>
  /** Adds up what the sums of storage have grown by. */
  compactSums(): Promise<void>
  /** What is in use now, by sums that are kept: as fast for a million calls as for one. */
  stored(since: Date): Promise<Stored>
  holdings(number: string): Promise<Omit<NumberHoldings, 'number'>>
  /** Calls whose other side has this number, the oldest first. */
  callsWith(number: string): Promise<{ callId: string; isHeld: boolean }[]>
  /** Of these calls, named by our ids or the carrier's SIDs, those that are there and have ended; in one question, however many. */
  endedOf(idsOrSids: readonly string[]): Promise<{ callId: string; isHeld: boolean }[]>
}

/** An ended call as the retention looks at it. */
export type EndedCall = {
  callId: string
  agentId: string | null
  endedAt: Date
  /** There are lines or events that nobody has deleted yet. */
  hasWords: boolean
  /** Those not deleted yet. */
  recordingSids: string[]
  /** A deletion of the whole call is under way. */
  isLeaving: boolean
}

/** The part of {@link StorageStats} that the database knows. */
export type Stored = Pick<
  StorageStats,
  'bytes' | 'recordings' | 'transcripts' | 'calls' | 'growth' | 'pendingDeletions'
>

/** What shall be deleted. */
export type NewDeletion = {
  kind: DeletionKind
  callId: string
  recordingSid: string | null
  cause: DeletionCause
  requestedBy: string
  /** Here it is gone already: what is meant is a copy that came after that. */
  isLate?: boolean
}

/** What stands before a deletion when it begins, or goes on. */
export type DeletionSubject = {
  /** Null: the call's row is gone, or never was. */
  call: { callSid: string | null; isLive: boolean } | null
  /** What may have a file, or a copy at the carrier: of a call all its recordings, deleted ones too. */
  recordings: { recordingSid: string; source: RecordingSource; location: string | null }[]
}

export type DeletionStore = {
  /**
   * Enters those that are not pending already; answers all as they stand. Those
   * of held calls are left out. What is entered is served to nobody from then on:
   * its recordings are `deleted`, its transcript is empty.
   */
  request(deletions: readonly NewDeletion[], at: Date): Promise<Deletion[]>
  /** The pending one of this thing; null: none is. */
  underWay(thing: Pick<NewDeletion, 'kind' | 'callId' | 'recordingSid'>): Promise<Deletion | null>
  /** These as they stand now. */
  standing(ids: readonly string[]): Promise<Deletion[]>
  /** Pending, the oldest first. */
  pending(limit: number): Promise<Deletion[]>
  /** How many of this cause are pending. */
  countPending(cause: DeletionCause): Promise<number>
  /** Pending and due at `now`, the longest due first, retention's last. Those of held calls wait until the hold is lifted. */
  due(now: Date, limit: number): Promise<Deletion[]>
  /** When the next of them is due; null: none waits. */
  nextDueAt(): Promise<Date | null>
  /** What it is about. Takes out of sight what came to the call since it was requested. Null: a hold spares it. */
  begin(deletion: Deletion): Promise<DeletionSubject | null>
  removePeaks(recordingSids: readonly string[]): Promise<void>
  /** Removes what was said in a call, and every text that derives from it. */
  removeWords(callId: string): Promise<void>
  /**
   * The last step, all of it or nothing: rows go, tombstones come, the deletion
   * is done. `reached`: the recordings whose files and copies are gone. `more`: the
   * call has others by now; `held`: a hold spares it. A call counts for the limits
   * of the day it was placed on as before.
   */
  finish(
    deletion: Deletion,
    reached: readonly string[],
    at: Date,
  ): Promise<'done' | 'more' | 'held'>
  markAttemptFailed(id: string, failReason: string, nextAttemptAt: Date): Promise<void>
  /** Done, and not entered in the audit log yet. */
  unaudited(limit: number): Promise<Deletion[]>
  markAudited(ids: readonly string[], at: Date): Promise<void>
}

export type TombstoneStore = {
  list(query: PageQuery & { callId?: string | undefined }): Promise<Page<Tombstone>>
  /** Whether a call of this id or SID was deleted: nothing of it may come back. */
  isDeletedCall(idOrSid: string): Promise<boolean>
  /** The tombstone of a recording; null: it was not deleted. */
  ofRecording(recordingSid: string): Promise<Tombstone | null>
}

export type SavedViewStore = {
  /** By name. */
  list(operatorId: string): Promise<SavedView[]>
  /** Replaces the one of the same name. Null: the operator has as many as one may. */
  save(operatorId: string, view: SaveView): Promise<SavedView | null>
  /** False: this operator has no such view. */
  remove(operatorId: string, id: string): Promise<boolean>
}
