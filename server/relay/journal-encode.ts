import { encodeEntry, type JournalEntry } from '../storage/journal-entry.ts'
import type { Complain } from './complain.ts'
import type { Batch } from './journal-queue.ts'
import { changesCall } from './journal-scan.ts'

export type NumberedEntry = { entry: JournalEntry; number: number }

/** Makes the lines of a journal of what calls wrote. What JSON cannot hold is left out, and said. */
export function encodeBatch(numbered: readonly NumberedEntry[], complain: Complain): Batch {
  const lines: string[] = []
  const callIds = new Set<string>()
  const changed = new Set<string>()
  for (const { entry } of numbered) {
    try {
      lines.push(encodeEntry(entry))
    } catch (error) {
      complain('error', 'what a call wrote is not JSON', { err: error })
      continue
    }
    callIds.add(entry.callId)
    if (changesCall(entry.write)) changed.add(entry.callId)
  }
  return {
    lastNumber: numbered.at(-1)?.number ?? 0,
    entries: lines.length,
    bytes: lines.reduce((sum, line) => sum + line.length + 1, 0),
    callIds,
    changed,
    at: Date.now(),
    lines,
    extent: null,
  }
}
