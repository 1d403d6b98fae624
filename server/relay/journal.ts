import type { CallWrite } from '#contracts/call-write.ts'
import type { Call } from '#contracts/call.ts'
import type { Logger } from '../logger.ts'
import type { JournalEntry } from '../storage/journal-entry.ts'
import type { Stores } from '../storage/stores.ts'
import type { CallWriter } from './call-writer.ts'
import { createComplain, type Complain } from './complain.ts'
import { openJournalDisk, type DiskLimits, type JournalDisk } from './journal-disk.ts'
import { keepEntries } from './journal-keeper.ts'
import { encodeBatch, type NumberedEntry } from './journal-encode.ts'
import { createJournalQueue, linesOf, type Batch, type JournalQueue } from './journal-queue.ts'
import { within } from './within.ts'

/**
 * What the calls of this process want kept, on its way to the database: gathered
 * for a moment, appended to a file, then written, all calls together and each in
 * order, for as long as the database takes; then the file lets go of it.
 */
export type Journal = {
  writerOf(call: { callId: string; streamSid: string }): CallWriter
  state(): JournalState
  /**
   * Writes what it still can within a few seconds. The rest stays on the disk
   * for the next process that opens a journal in the same folder.
   */
  close(): Promise<void>
}

/** How much is not in the database yet. */
export type JournalState = {
  /** On the disk and in memory; bytes of entries. */
  bytes: number
  entries: number
  calls: number
  /** How long the oldest has waited, ms. */
  oldestMs: number
  /** The disk takes nothing more: no new calls should come. */
  full: boolean
}

export type JournalParts = {
  /** May be shared with other processes; each has a folder of its own in it. */
  dir: string
  stores: Pick<Stores, 'calls' | 'callWrites'>
  logger: Logger
  /** Called with the whole call after a write that the console shows of it. */
  onCallChanged: (call: Call) => void
  limits?: Partial<JournalLimits>
}

export type JournalLimits = DiskLimits & {
  /** How long entries are gathered before they are written together, ms. */
  gatherMs: number
  /** What waits beyond this is only on the disk, bytes. */
  memoryBytesMax: number
  /** How long a start, and an end, waits for the database, ms. */
  patienceMs: number
}

const MiB = 1024 * 1024
const defaultLimits: JournalLimits = {
  gatherMs: 100,
  memoryBytesMax: 16 * MiB,
  diskBytesMax: 256 * MiB,
  segmentBytesMax: 4 * MiB,
  patienceMs: 3_000,
}

/** Signs of life, and a look for journals of processes that have gone since. */
const beatMs = 5_000
/** Entries that nobody can encode and write any more: the disk has stood still for minutes. */
const pendingMax = 50_000
/** Encoding more at once would hold up audio. */
const encodedAtOnce = 200

type Waiter = { number: number; done: () => void }

type State = {
  readonly parts: JournalParts
  readonly limits: JournalLimits
  readonly disk: JournalDisk
  readonly queue: JournalQueue
  readonly complain: Complain
  readonly stopping: AbortController
  pending: NumberedEntry[]
  /** Numbers all entries of this process, from 1. */
  lastNumber: number
  /** All up to this one are in the database, or lost for good. */
  settledNumber: number
  waiters: Waiter[]
  gatherTimer: NodeJS.Timeout | null
  gathering: Promise<void> | null
  draining: Promise<void> | null
}

/**
 * Opens this process's journal and takes over those of processes that are gone.
 * Waits a few seconds for what they left to be in the database.
 */
export async function openJournal(parts: JournalParts): Promise<Journal> {
  const limits = { ...defaultLimits, ...parts.limits }
  const complain = createComplain(parts.logger)
  const state: State = {
    parts,
    limits,
    disk: await openJournalDisk(parts.dir, limits, complain),
    queue: createJournalQueue(limits.memoryBytesMax),
    complain,
    stopping: new AbortController(),
    pending: [],
    lastNumber: 0,
    settledNumber: 0,
    waiters: [],
    gatherTimer: null,
    gathering: null,
    draining: null,
  }
  await adopt(state)
  if (state.draining) await within(state.draining, limits.patienceMs)
  const beat = setInterval(() => void state.disk.beat().then(() => adopt(state)), beatMs).unref()
  return {
    writerOf: (call) => writerOf(state, call),
    state: () => describe(state),
    async close() {
      clearInterval(beat)
      await close(state)
    },
  }
}

function writerOf(state: State, call: { callId: string; streamSid: string }): CallWriter {
  let lastNumber = 0
  return {
    write(write) {
      lastNumber = push(state, { ...call, write })
      gatherSoon(state, write)
    },
    drained() {
      if (lastNumber <= state.settledNumber || state.stopping.signal.aborted) {
        return Promise.resolve()
      }
      hurry(state)
      return new Promise((done) => state.waiters.push({ number: lastNumber, done }))
    },
  }
}

function push(state: State, entry: JournalEntry): number {
  if (state.pending.length >= pendingMax) {
    state.complain('error', 'the journal stands still; what calls write is lost')
    return state.lastNumber
  }
  state.lastNumber += 1
  state.pending.push({ entry, number: state.lastNumber })
  return state.lastNumber
}

/** The end of a call is not kept waiting: the caller's last words are out first. */
function gatherSoon(state: State, write: CallWrite): void {
  if (write.kind === 'end') return hurry(state)
  state.gatherTimer ??= setTimeout(() => gather(state), state.limits.gatherMs)
}

function hurry(state: State): void {
  if (state.gatherTimer) clearTimeout(state.gatherTimer)
  state.gatherTimer = setTimeout(() => gather(state))
}

function gather(state: State): void {
  state.gatherTimer = null
  state.gathering ??= appendPending(state).finally(() => {
    state.gathering = null
  })
}

async function appendPending(state: State): Promise<void> {
  while (state.pending.length > 0) {
    const batch = encodeBatch(state.pending.splice(0, encodedAtOnce), state.complain)
    const lines = batch.lines ?? []
    const extent = lines.length === 0 ? null : await state.disk.append(`${lines.join('\n')}\n`)
    if (!state.queue.push({ ...batch, extent })) {
      state.complain('error', 'neither disk nor memory has room; what calls write is lost')
    }
    drainSoon(state)
  }
}

async function adopt(state: State): Promise<void> {
  for (const { extent, stretch, at } of await state.disk.adopt()) {
    const { entries, callIds, changed } = stretch
    const bytes = stretch.to - stretch.from
    state.queue.push({ lastNumber: 0, entries, bytes, callIds, changed, at, lines: null, extent })
  }
  drainSoon(state)
}

function drainSoon(state: State): void {
  if (state.queue.isEmpty() || state.stopping.signal.aborted) return
  state.draining ??= drain(state).finally(() => {
    state.draining = null
    drainSoon(state)
  })
}

async function drain(state: State): Promise<void> {
  const { queue, disk, complain, parts, stopping } = state
  while (!queue.isEmpty()) {
    const batches = queue.oldest()
    const lines = await Promise.all(batches.map((batch) => readLines(state, batch)))
    const isKept = await keepEntries(lines.flat(), {
      callWrites: parts.stores.callWrites,
      complain,
      setAside: disk.setAside,
      stopping: stopping.signal,
    })
    // Once stopped, the files may have another owner already.
    if (!isKept || stopping.signal.aborted) return
    queue.drop(batches)
    for (const { extent } of batches) if (extent) disk.release(extent)
    settle(state, Math.max(...batches.map(({ lastNumber }) => lastNumber)))
    void tellChanged(state, new Set(batches.flatMap(({ changed }) => [...changed])))
  }
}

async function readLines(state: State, batch: Batch): Promise<readonly string[]> {
  try {
    return await linesOf(batch, state.disk)
  } catch (error) {
    state.complain('error', 'part of the journal cannot be read; it is lost', { err: error })
    return []
  }
}

function settle(state: State, number: number): void {
  state.settledNumber = Math.max(state.settledNumber, number)
  const isSettled = (waiter: Waiter) => waiter.number <= state.settledNumber
  for (const { done } of state.waiters.filter(isSettled)) done()
  state.waiters = state.waiters.filter((waiter) => !isSettled(waiter))
}

async function tellChanged({ parts }: State, callIds: ReadonlySet<string>): Promise<void> {
  for (const callId of callIds) {
    try {
      const call = await parts.stores.calls.find(callId)
      if (call) parts.onCallChanged(call)
    } catch (error) {
      parts.logger.warn({ callId, err: error }, 'a change of a call could not be shown')
    }
  }
}

function describe(state: State): JournalState {
  const { entries, bytes, calls, oldestAt } = state.queue.depth()
  return {
    bytes,
    entries: entries + state.pending.length,
    calls,
    oldestMs: oldestAt === null ? 0 : Math.max(0, Date.now() - oldestAt),
    full: state.disk.isFull(),
  }
}

async function close(state: State): Promise<void> {
  hurry(state)
  const everything = new Promise<void>((done) => {
    state.waiters.push({ number: state.lastNumber, done })
    settle(state, state.settledNumber)
  })
  await within(everything, state.limits.patienceMs)
  if (state.gathering) await within(state.gathering, state.limits.patienceMs)
  state.stopping.abort()
  await state.disk.close()
  for (const { done } of state.waiters) done()
}
