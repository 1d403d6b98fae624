/** The stores of recordings; see stores.ts. */
import type { Page, PageQuery } from '#contracts/page.ts'
import type { Peaks, Recording, RecordingSource, RecordingState } from '#contracts/recording.ts'
import type { RecordingWebhook } from '#contracts/twilio-webhooks.ts'

/** A recording with what only the server may know. */
export type StoredRecording = Recording & {
  location: string | null
  attempts: number
  nextAttemptAt: Date | null
  /** When the carrier's own copy was deleted; null: it was not. */
  carrierDeletedAt: Date | null
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

export type PeaksStore = {
  /** Replaces what was there. Does nothing for a recording that is gone. */
  save(recordingSid: string, peaks: Peaks): Promise<void>
  find(recordingSid: string): Promise<Peaks | null>
  remove(recordingSid: string): Promise<void>
  /** Recordings that are ready without their peaks, newest first. */
  missing(limit: number, except: readonly string[]): Promise<string[]>
}

/** What the carrier says of recordings of calls that are not written yet. */
export type EarlyNewsStore = {
  /** The same twice is kept once. */
  keep(news: RecordingWebhook, at: Date): Promise<void>
  /** What is kept of a call's recordings, oldest first. */
  ofCall(callSid: string): Promise<RecordingWebhook[]>
  remove(news: RecordingWebhook): Promise<void>
  /** Forgets what was said before `before`, of calls that never came. */
  sweep(before: Date): Promise<number>
}
