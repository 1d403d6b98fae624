import type { FeedChange } from '#contracts/feed.ts'
import type { Recording } from '#contracts/recording.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { StoredRecording } from '../storage/recording-stores.ts'
import type { Stores } from '../storage/stores.ts'
import type { CarrierMedia } from '../twilio/recording-media.ts'
import { FilesError, type ReceivedFile, type RecordingFiles } from './files.ts'
import { holdImport } from './hold-import.ts'
import { nextAttemptAt } from './import-schedule.ts'
import { keepRecording, type Kept } from './keep-recording.ts'
import { readWavHead } from './read-wav-head.ts'

export type ImportPorts = {
  stores: Pick<Stores, 'recordings' | 'calls' | 'peaks'>
  carrierMedia: CarrierMedia
  files: RecordingFiles
  clock: Clock
  publish: (change: FeedChange) => void
  logger: Logger
}

/**
 * Fetches every recording that is due and that no other relay is fetching, a few
 * at a time, and answers how many it tried. What cannot be fetched now gets its
 * next attempt or, in the end, is failed. Throws when `signal` aborts; what was
 * begun is then begun anew another time, for a row stays `importing` until its
 * file is kept.
 */
export async function importDueRecordings(
  ports: ImportPorts,
  signal: AbortSignal,
): Promise<number> {
  let tried = 0
  for (;;) {
    signal.throwIfAborted()
    const now = new Date(ports.clock.now())
    const due = await ports.stores.recordings.dueForImport(now, AT_ONCE)
    if (due.length === 0) return tried
    const held = await Promise.all(due.map((recording) => importIfFree(ports, recording, signal)))
    tried += held.filter(Boolean).length
  }
}

const AT_ONCE = 4

/** False: another relay has it. */
async function importIfFree(
  ports: ImportPorts,
  recording: StoredRecording,
  signal: AbortSignal,
): Promise<boolean> {
  const hold = await holdImport(ports, recording)
  if (hold === null) return false
  try {
    await importRecording(ports, recording, signal)
  } finally {
    await hold.letGo(signal.aborted)
  }
  return true
}

async function importRecording(
  ports: ImportPorts,
  { recordingSid, attempts, durationMs }: StoredRecording,
  signal: AbortSignal,
): Promise<void> {
  const isEarly = attempts < EARLY_ATTEMPTS
  const fetched = await fetchFile(ports, recordingSid, isEarly ? durationMs : null, signal)
  const recording = fetched.ok
    ? fetched.recording
    : await markFailed(ports, recordingSid, attempts + 1, fetched.reason)
  if (recording.state === 'deleted') return
  ports.publish({ kind: 'recording', recording })
  const call = await ports.stores.calls.find(recording.callId)
  if (call !== null) ports.publish({ kind: 'call', call })
}

/** As long as media may still be growing at the carrier: some minutes. After that, what there is counts. */
const EARLY_ATTEMPTS = 6
/** The carrier announces whole seconds. */
const SHORT_BY_MS = 2_000

/** A download may take this long, so that one that hangs does not hold up all others. */
const DOWNLOAD_MS_MAX = 10 * 60_000

async function fetchFile(
  ports: ImportPorts,
  recordingSid: string,
  announcedMs: number | null,
  signal: AbortSignal,
): Promise<Kept> {
  const { carrierMedia, files } = ports
  let file: ReceivedFile
  let promisedBytes: number | null
  try {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_MS_MAX)])
    const media = await carrierMedia.open(recordingSid, inTime)
    if (!media.ok) return media
    promisedBytes = media.bytes
    file = await files.receive(recordingSid, media.body)
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof FilesError)) {
      return { ok: false, reason: `The download broke off: ${messageOf(error)}.` }
    }
    return { ok: false, reason: `The recording could not be kept. ${error.message}` }
  }
  const facts = readWavHead(file.head, file.bytes)
  if (facts.ok && announcedMs !== null && facts.durationMs < announcedMs - SHORT_BY_MS) {
    await file.discard()
    const [there, announced] = [facts.durationMs, announcedMs].map((ms) => Math.round(ms / 1_000))
    return { ok: false, reason: `Only ${there} of ${announced} seconds are at the carrier yet.` }
  }
  return keepRecording(ports, recordingSid, file, promisedBytes)
}

function markFailed(
  { stores, clock, logger }: ImportPorts,
  recordingSid: string,
  attempts: number,
  reason: string,
): Promise<Recording> {
  const nextAt = nextAttemptAt(attempts, new Date(clock.now()))
  logger.warn({ recordingSid, attempts, nextAt, reason }, 'a recording could not be fetched')
  return stores.recordings.markAttemptFailed(recordingSid, reason, nextAt)
}

/** `fetch` hides the cause of a lost connection one level down. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return error.cause instanceof Error ? error.cause.message : error.message
}
