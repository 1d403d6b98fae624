import type { FeedChange } from '#contracts/feed.ts'
import type { Recording } from '#contracts/recording.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { Stores } from '../storage/stores.ts'
import type { CarrierMedia } from '../twilio/recording-media.ts'
import type { ReceivedFile, RecordingFiles } from './files.ts'
import { nextAttemptAt } from './import-schedule.ts'
import { readWavHead } from './read-wav-head.ts'

export type ImportPorts = {
  stores: Pick<Stores, 'recordings' | 'calls'>
  carrierMedia: CarrierMedia
  files: RecordingFiles
  clock: Clock
  publish: (change: FeedChange) => void
  logger: Logger
}

/**
 * Fetches every recording that is due, a few at a time, and answers how many it
 * tried. What cannot be fetched now gets its next attempt or, in the end, is
 * failed. Throws when `signal` aborts; what was begun is then begun anew another
 * time, for a row stays `importing` until its file stands on the disk.
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
    await Promise.all(
      due.map(({ recordingSid, attempts }) =>
        importRecording(ports, recordingSid, attempts, signal),
      ),
    )
    tried += due.length
  }
}

const AT_ONCE = 4

async function importRecording(
  ports: ImportPorts,
  recordingSid: string,
  attempts: number,
  signal: AbortSignal,
): Promise<void> {
  const fetched = await fetchFile(ports, recordingSid, signal)
  const recording = fetched.ok
    ? await markReady(ports, recordingSid, fetched)
    : await markFailed(ports, recordingSid, attempts + 1, fetched.reason)
  if (recording.state === 'deleted') return
  ports.publish({ kind: 'recording', recording })
  const call = await ports.stores.calls.find(recording.callId)
  if (call !== null) ports.publish({ kind: 'call', call })
}

type Fetched = { ok: true; file: ReceivedFile; channels: number; durationMs: number }
type Failed = { ok: false; reason: string }

/** A download may take this long, so that one that hangs does not hold up all others. */
const DOWNLOAD_MS_MAX = 10 * 60_000

async function fetchFile(
  { carrierMedia, files }: ImportPorts,
  recordingSid: string,
  signal: AbortSignal,
): Promise<Fetched | Failed> {
  try {
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_MS_MAX)])
    const media = await carrierMedia.open(recordingSid, inTime)
    if (!media.ok) return media
    return await examine(await files.receive(recordingSid, media.body), media.bytes)
  } catch (error) {
    signal.throwIfAborted()
    return { ok: false, reason: `The download broke off: ${messageOf(error)}.` }
  }
}

async function examine(
  file: ReceivedFile,
  promisedBytes: number | null,
): Promise<Fetched | Failed> {
  const facts = readWavHead(file.head, file.bytes)
  const isWhole = promisedBytes === null || promisedBytes === file.bytes
  if (facts.ok && isWhole) return { ...facts, file }
  await file.discard()
  if (!isWhole) {
    return { ok: false, reason: `Only ${file.bytes} of ${promisedBytes} bytes arrived.` }
  }
  return { ok: false, reason: facts.ok ? 'The file is not whole.' : facts.problem }
}

async function markReady(
  { stores, files }: ImportPorts,
  recordingSid: string,
  { file, channels, durationMs }: Fetched,
): Promise<Recording> {
  const location = await file.keep()
  const { bytes, sha256 } = file
  const contentType = 'audio/wav'
  const facts = { location, bytes, sha256, durationMs, channels, contentType }
  const recording = await stores.recordings.markReady(recordingSid, facts)
  // Somebody deleted it while it was on its way.
  if (recording.state === 'deleted') await files.remove(location)
  return recording
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
