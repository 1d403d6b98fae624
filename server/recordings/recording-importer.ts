import { startDueWork, type DueWorker } from '../due-work.ts'
import { importDueRecordings, type ImportPorts } from './import-recordings.ts'

const SLEEP_MS_MAX = 3_600_000

/**
 * Starts the only importer of a recordings folder: removes what an earlier
 * process left half written, imports what is due, then sleeps until the next
 * attempt is due or somebody wakes it.
 */
export function startRecordingImporter(ports: ImportPorts, signal: AbortSignal): DueWorker {
  const { stores, files, clock } = ports
  const work = {
    sweep: () => files.sweep(new Date(clock.now())),
    doDue: () => importDueRecordings(ports, signal),
    nextDueAt: () => stores.recordings.nextImportAt(),
    sleepMsMax: SLEEP_MS_MAX,
    trouble: 'recordings could not be imported',
  }
  return startDueWork(work, ports, signal)
}
