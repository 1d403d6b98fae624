import { appendFile, stat } from 'node:fs/promises'
import type { Complain } from './complain.ts'
import { openJournalFolder, type JournalFolder } from './journal-folder.ts'
import { scanJournal, type Stretch } from './journal-scan.ts'
import {
  appendTo,
  closeSegment,
  emptySegment,
  readExtent,
  removeSegment,
  startSegment,
  type Extent,
  type Segment,
} from './journal-segment.ts'
import { within } from './within.ts'

/** What a dead process left: a stretch of its entries, and since when, ms since the epoch. */
export type Found = { extent: Extent; stretch: Stretch; at: number }

/** The files of this process's journal. Nothing here ever rejects but `read`. */
export type JournalDisk = {
  /** Appends whole lines in one write; null: the disk is full, broken or stands still. */
  append(lines: string): Promise<Extent | null>
  /** The lines of an extent; rejects when they cannot be read. */
  read(extent: Extent): Promise<string[]>
  /** The extent is not needed any more. */
  release(extent: Extent): void
  /** Takes over what processes left that are gone. */
  adopt(): Promise<Found[]>
  /** Puts lines aside that the database will never take. */
  setAside(lines: string): Promise<void>
  /** Says that this process lives. */
  beat(): Promise<void>
  bytes(): number
  /** It takes nothing at the moment. */
  isFull(): boolean
  /** Closes the files; those with something in them are left for whoever adopts them. */
  close(): Promise<void>
}

export type DiskLimits = {
  /** All files of this process together, bytes. */
  diskBytesMax: number
  /** A file that is longer is followed by the next, bytes. */
  segmentBytesMax: number
}

type Disk = {
  readonly folder: JournalFolder
  readonly limits: DiskLimits
  readonly complain: Complain
  readonly segments: Set<Segment>
  current: Segment | null
  asidePath: string | null
  /** An append has not been answered yet. */
  isBusy: boolean
  /** The last append failed. */
  hasFailed: boolean
  /** The folder may have another owner by now. */
  hasLeft: boolean
  /** What is under way, one thing after the other: no file is cut short while it is written to. */
  last: Promise<unknown>
}

/** A disk that takes longer than this for one thing stands still. */
const diskMsMax = 2_000

/** Opens the journal's files below `dir`. Where that cannot be written to, every append answers null. */
export async function openJournalDisk(
  dir: string,
  limits: DiskLimits,
  complain: Complain,
): Promise<JournalDisk> {
  try {
    const folder = await openJournalFolder(dir)
    return serveDisk({
      folder,
      limits,
      complain,
      segments: new Set(),
      current: null,
      asidePath: null,
      isBusy: false,
      hasFailed: false,
      hasLeft: false,
      last: Promise.resolve(),
    })
  } catch (error) {
    complain('error', 'no journal can be kept', { err: error })
    return noDisk
  }
}

function serveDisk(disk: Disk): JournalDisk {
  return {
    append: (lines) => append(disk, lines),
    read: readExtent,
    release: (extent) => void inTurn(disk, () => release(disk, extent)),
    adopt: async () => (await inTurn(disk, () => adopt(disk))) ?? [],
    async setAside(lines) {
      const path = (disk.asidePath ??= disk.folder.asideFile())
      await inTurn(disk, () => appendFile(path, lines, { mode: 0o600 }))
    },
    beat: async () => void (await inTurn(disk, disk.folder.beat)),
    bytes: () => bytesOf(disk),
    isFull: () => disk.hasFailed || bytesOf(disk) >= disk.limits.diskBytesMax,
    close: async () =>
      void (await within(
        inTurn(disk, () => leave(disk)),
        diskMsMax,
      )),
  }
}

/** Null: it failed, and somebody was told. */
function inTurn<Result>(disk: Disk, work: () => Promise<Result>): Promise<Result | null> {
  const run = disk.last.then(work).catch((error: unknown) => {
    disk.complain('error', "the journal's disk failed", { err: error })
    return null
  })
  disk.last = run
  return run
}

function bytesOf({ segments }: Disk): number {
  return [...segments].reduce((sum, { bytes }) => sum + bytes, 0)
}

async function append(disk: Disk, lines: string): Promise<Extent | null> {
  if (disk.isBusy || disk.hasLeft) return null
  if (bytesOf(disk) >= disk.limits.diskBytesMax) {
    disk.complain('error', 'the journal is full')
    return null
  }
  disk.isBusy = true
  const appended = inTurn(disk, () => appendNow(disk, lines))
  void appended.then(() => (disk.isBusy = false))
  const extent = await within(appended, diskMsMax)
  // Whoever asked is told that it is not there; should it be there later, nobody needs it.
  if (extent === undefined) void appended.then((late) => late && release(disk, late))
  disk.hasFailed = !extent
  return extent ?? null
}

async function appendNow(disk: Disk, lines: string): Promise<Extent> {
  const { current, limits } = disk
  if (current && current.bytes > limits.segmentBytesMax) await retire(disk, current)
  const segment = (disk.current ??= await startSegment(disk.folder.nextFile()))
  disk.segments.add(segment)
  try {
    return await appendTo(segment, lines)
  } catch (error) {
    // Half a line may stand at its end now.
    await retire(disk, segment)
    throw error
  }
}

/** Nothing is appended to it any more. */
async function retire(disk: Disk, segment: Segment): Promise<void> {
  disk.current = null
  if (segment.needed === 0) await remove(disk, segment)
  else await closeSegment(segment)
}

async function release(disk: Disk, { segment }: Extent): Promise<void> {
  segment.needed -= 1
  if (segment.needed > 0) return
  if (segment === disk.current) await emptySegment(segment)
  else await remove(disk, segment)
}

async function remove(disk: Disk, segment: Segment): Promise<void> {
  disk.segments.delete(segment)
  await removeSegment(segment)
}

async function adopt(disk: Disk): Promise<Found[]> {
  const found: Found[] = []
  for (const path of await disk.folder.adopt()) {
    const { size, mtimeMs } = await stat(path)
    const { stretches, bad } = await scanJournal(path)
    const asidePath = bad > 0 ? disk.folder.asideFile() : null
    if (bad > 0) disk.complain('warn', 'a journal held lines that are no entries', { bad })
    const needed = stretches.length
    const segment: Segment = { path, bytes: size, needed, handle: null, asidePath }
    disk.segments.add(segment)
    if (needed === 0) await remove(disk, segment)
    for (const stretch of stretches) {
      const { from, to } = stretch
      found.push({ extent: { segment, from, to }, stretch, at: mtimeMs })
    }
  }
  return found
}

async function leave(disk: Disk): Promise<void> {
  disk.hasLeft = true
  for (const segment of disk.segments) {
    if (segment.needed === 0) await remove(disk, segment)
    else await closeSegment(segment)
  }
  await disk.folder.leave(disk.segments.size === 0)
}

const noDisk: JournalDisk = {
  append: async () => null,
  read: async () => [],
  release: () => undefined,
  adopt: async () => [],
  setAside: async () => undefined,
  beat: async () => undefined,
  bytes: () => 0,
  isFull: () => true,
  close: async () => undefined,
}
