import type { Clock } from '../clock.ts'
import type { StoredRecording } from '../storage/recording-stores.ts'
import type { Stores } from '../storage/stores.ts'
import type { Carrier } from '../twilio/rest.ts'
import { drawMissingPeaks, type DrawPorts } from './draw-missing-peaks.ts'
import type { RecordingFiles } from './files.ts'
import { readBack } from './read-back.ts'

export type CheckPorts = {
  stores: Pick<Stores, 'recordings' | 'peaks' | 'tombstones'>
  files: RecordingFiles
  carrier: Pick<Carrier, 'recordingStatus'>
  clock: Clock
  logger: DrawPorts['logger']
  /** One line for the operator: what was found, and what became of it. */
  report: (finding: Finding) => void
}

export type Finding = {
  what: 'missing' | 'damaged' | 'orphan' | 'unfinished' | 'undrawn'
  subject: string
  /** What is wrong, in words. */
  detail: string
  /** What was done about it; null: nothing, it is still so. */
  repaired: string | null
}

export type CheckOptions = {
  repair: boolean
  /** Compares lengths only, instead of reading every file. */
  quick: boolean
}

export type CheckResult = { recordings: number; findings: number; left: number }

const AT_ONCE = 200

/**
 * Compares rows, files and pictures, and with `repair` mends what can be mended
 * without losing anything. Safe while calls run: rows are read first and each file
 * is looked at when its turn comes.
 */
export async function checkRecordings(
  ports: CheckPorts,
  options: CheckOptions,
): Promise<CheckResult> {
  const result: CheckResult = { recordings: 0, findings: 0, left: 0 }
  const report = (finding: Finding) => {
    result.findings += 1
    if (finding.repaired === null) result.left += 1
    ports.report(finding)
  }
  const check = { ...ports, ...options, report }
  await checkRows(check, () => (result.recordings += 1))
  await checkOrphans(check)
  await checkUnfinished(check)
  await checkPeaks(check)
  return result
}

type Check = CheckPorts & CheckOptions

async function checkRows(check: Check, count: () => void): Promise<void> {
  for (let after: string | null = null; ;) {
    const rows: StoredRecording[] = await check.stores.recordings.readyAfter(after, AT_ONCE)
    for (const row of rows) {
      count()
      await checkRow(check, row)
    }
    after = rows.at(-1)?.recordingSid ?? null
    if (after === null) return
  }
}

async function checkRow(check: Check, row: StoredRecording): Promise<void> {
  const wrong = await whatIsWrong(check, row)
  if (wrong === null) return
  // It may have been deleted, or fetched anew, since its row was read.
  const now = await check.stores.recordings.find(row.recordingSid)
  if (now?.state !== 'ready' || now.sha256 !== row.sha256) return
  const repaired = check.repair ? await fetchAnew(check, row, wrong) : null
  check.report({ ...wrong, subject: row.recordingSid, repaired })
}

type Wrong = Pick<Finding, 'detail'> & { what: 'missing' | 'damaged' }

async function whatIsWrong(check: Check, row: StoredRecording): Promise<Wrong | null> {
  const { location, bytes, sha256 } = row
  const size = location === null ? null : await check.files.sizeOf(location)
  if (location === null || size === null) return { what: 'missing', detail: 'Its file is missing.' }
  if (size !== bytes) {
    return { what: 'damaged', detail: `Its file has ${size} bytes instead of ${bytes}.` }
  }
  if (check.quick || sha256 === null) return null
  const stored = await readBack(check.files, location, null)
  if (stored === null) return { what: 'missing', detail: 'Its file is missing.' }
  if (stored.sha256 === sha256) return null
  return { what: 'damaged', detail: 'Its file is not what was received: its SHA-256 is another.' }
}

/**
 * What the carrier still has is fetched anew. Without that, a file that is missing
 * is failed for good, and a damaged one stays: it may be all there is.
 */
async function fetchAnew(
  { stores, carrier }: Check,
  row: StoredRecording,
  { what }: Wrong,
): Promise<string | null> {
  const { recordingSid, source, carrierDeletedAt } = row
  if (source === 'carrier' && carrierDeletedAt === null) {
    const found = await carrier.recordingStatus(recordingSid)
    if (found.ok && found.status === 'completed') {
      await stores.recordings.markLost(recordingSid, { state: 'importing' })
      return 'It is fetched from the carrier again.'
    }
    // Who does not answer may have it all the same.
    if (!found.ok && found.status !== 404) return null
  }
  if (what === 'damaged') return null
  const failReason = 'Its file is missing where recordings are kept, and nobody else has it.'
  await stores.recordings.markLost(recordingSid, { state: 'failed', failReason })
  return 'It is marked as failed: nobody else has it.'
}

/** Files that no row leads to. Only what was deleted is removed; what nobody knows may be all there is. */
async function checkOrphans(check: Check): Promise<void> {
  let batch: { recordingSid: string; location: string; bytes: number }[] = []
  const look = async () => {
    const states = await check.stores.recordings.statesOf(
      batch.map(({ recordingSid }) => recordingSid),
    )
    for (const { recordingSid, location, bytes } of batch) {
      const state = states.get(recordingSid)
      if (state === 'ready' || state === 'importing' || state === 'recording') continue
      const isDeleted = state === 'deleted' || (await isBuried(check, recordingSid))
      const detail = isDeleted
        ? 'It was deleted, but its file is still there.'
        : `No recording leads to its file of ${bytes} bytes.`
      const removes = isDeleted && check.repair
      if (removes) await check.files.remove(location)
      const repaired = removes ? 'The file is removed.' : null
      check.report({ what: 'orphan', subject: location, detail, repaired })
    }
    batch = []
  }
  for await (const file of check.files.list()) {
    batch.push(file)
    if (batch.length >= AT_ONCE) await look()
  }
  await look()
}

async function isBuried({ stores }: Check, recordingSid: string): Promise<boolean> {
  return (await stores.tombstones.ofRecording(recordingSid)) !== null
}

async function checkUnfinished(check: Check): Promise<void> {
  const now = new Date(check.clock.now())
  const names = await check.files.unfinished(now)
  if (check.repair && names.length > 0) await check.files.sweep(now)
  const repaired = check.repair ? 'It is removed.' : null
  for (const subject of names) {
    check.report({ what: 'unfinished', subject, detail: 'It was half written.', repaired })
  }
}

async function checkPeaks(check: Check): Promise<void> {
  const undrawn = new Set<string>()
  const drawn = check.repair ? await drawMissingPeaks(check, undrawn) : 0
  if (!check.repair) {
    for (;;) {
      const missing = await check.stores.peaks.missing(AT_ONCE, [...undrawn])
      if (missing.length === 0) break
      for (const sid of missing) undrawn.add(sid)
    }
  }
  if (drawn > 0) {
    const detail = `${drawn} recordings had no picture.`
    check.report({ what: 'undrawn', subject: 'all', detail, repaired: 'They are drawn.' })
  }
  for (const subject of undrawn) {
    check.report({ what: 'undrawn', subject, detail: 'It has no picture.', repaired: null })
  }
}
