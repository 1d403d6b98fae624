import { createBell, type Bell } from './bell.ts'
import { importDueRecordings, type ImportPorts } from './import-recordings.ts'

/** Imports recordings by itself until its signal aborts. */
export type RecordingImporter = {
  /** Says that a recording may be waiting. */
  wake(): void
  /** Resolves once it has stopped, after the signal aborted. Never rejects. */
  settled: Promise<void>
}

/**
 * Starts the only importer of a recordings folder: removes what an earlier
 * process left half written, imports what is due, then sleeps until the next
 * attempt is due or somebody wakes it.
 */
export function startRecordingImporter(ports: ImportPorts, signal: AbortSignal): RecordingImporter {
  const bell = createBell(signal)
  return { wake: bell.ring, settled: run(ports, bell, signal) }
}

/** When the database or the disk fails: try again after this. */
const AFTER_TROUBLE_MS = 5_000
/** Timers cannot count further than 24 days, and clocks get set. */
const SLEEP_MS_MAX = 3_600_000

async function run(ports: ImportPorts, bell: Bell, signal: AbortSignal): Promise<void> {
  let hasSwept = false
  while (!signal.aborted) {
    try {
      if (!hasSwept) await ports.files.sweep(new Date(ports.clock.now()))
      hasSwept = true
      await importDueRecordings(ports, signal)
      await bell.wait(await msToNext(ports))
    } catch (error) {
      if (signal.aborted) return
      ports.logger.error({ err: error }, 'recordings could not be imported')
      await bell.wait(AFTER_TROUBLE_MS)
    }
  }
}

async function msToNext({ stores, clock }: ImportPorts): Promise<number> {
  const next = await stores.recordings.nextImportAt()
  if (next === null) return SLEEP_MS_MAX
  return Math.min(SLEEP_MS_MAX, Math.max(0, next.getTime() - clock.now()))
}
