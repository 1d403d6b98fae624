import type { JournalDisk } from './journal-disk.ts'
import type { Extent } from './journal-segment.ts'

/** Entries that were written together and are not in the database yet. */
export type Batch = {
  /** The number of its last entry; 0 where a process left it that is gone. */
  lastNumber: number
  entries: number
  bytes: number
  callIds: ReadonlySet<string>
  /** Calls of which the console shows something else afterwards. */
  changed: ReadonlySet<string>
  /** Since when it waits, ms since the epoch. */
  at: number
  /** Null: on the disk alone. */
  lines: readonly string[] | null
  /** Null: in memory alone. */
  extent: Extent | null
}

/** What waits for the database, oldest first; beyond `memoryBytesMax` only on the disk. */
export type JournalQueue = {
  /** False: neither the disk nor the memory has room, and what it holds is lost. */
  push(batch: Batch): boolean
  /** The oldest batches, as many as make one write. */
  oldest(): readonly Batch[]
  /** Takes those out that `oldest` answered. */
  drop(batches: readonly Batch[]): void
  isEmpty(): boolean
  depth(): { entries: number; bytes: number; calls: number; oldestAt: number | null }
}

/** One write to the database: large enough to be cheap, small enough not to hold up audio. */
const entriesMax = 200
const bytesMax = 256 * 1024

export function createJournalQueue(memoryBytesMax: number): JournalQueue {
  const waiting: Batch[] = []
  let memoryBytes = 0
  return {
    push(batch) {
      const fits = memoryBytes + batch.bytes <= memoryBytesMax
      const kept = fits || batch.extent !== null
      // What is lost still has its place, so that whoever waits for it does not wait for ever.
      waiting.push(kept ? { ...batch, lines: fits ? batch.lines : null } : lost(batch))
      if (fits && batch.lines !== null) memoryBytes += batch.bytes
      return kept
    },
    oldest() {
      let [entries, bytes] = [0, 0]
      const end = waiting.findIndex((batch) => {
        entries += batch.entries
        bytes += batch.bytes
        return entries > entriesMax || bytes > bytesMax
      })
      return waiting.slice(0, end < 0 ? waiting.length : Math.max(end, 1))
    },
    drop(batches) {
      for (const { lines, bytes } of waiting.splice(0, batches.length)) {
        if (lines !== null) memoryBytes -= bytes
      }
    },
    isEmpty: () => waiting.length === 0,
    depth: () => ({
      entries: waiting.reduce((sum, batch) => sum + batch.entries, 0),
      bytes: waiting.reduce((sum, batch) => sum + batch.bytes, 0),
      calls: new Set(waiting.flatMap(({ callIds }) => [...callIds])).size,
      oldestAt: waiting[0]?.at ?? null,
    }),
  }
}

/** The lines of a batch, from wherever they are. Rejects when the disk does not give them back. */
export async function linesOf(batch: Batch, disk: JournalDisk): Promise<readonly string[]> {
  if (batch.lines !== null) return batch.lines
  return batch.extent === null ? [] : disk.read(batch.extent)
}

function lost(batch: Batch): Batch {
  return { ...batch, entries: 0, bytes: 0, lines: [] }
}
