import { readFile } from 'node:fs/promises'
import type { CallWrite } from '#contracts/call-write.ts'
import { journalEntrySchema, type JournalEntry } from '../storage/journal-entry.ts'

/** Consecutive entries of a journal file, and what has to be known of them without reading them. */
export type Stretch = {
  /** Bytes of the file, the last one excluded. */
  from: number
  to: number
  entries: number
  callIds: ReadonlySet<string>
  /** Calls of which the console shows something else afterwards. */
  changed: ReadonlySet<string>
}

/** Stretches this long at most, so that each is one small write to the database. */
const entriesMax = 200
const bytesMax = 256 * 1024
const newline = 0x0a

/**
 * Finds the entries in a journal file that a process left behind. Lines that
 * are none (the last one torn by a kill, garbage) lie between the stretches and
 * are counted.
 */
export async function scanJournal(path: string): Promise<{ stretches: Stretch[]; bad: number }> {
  const file = await readFile(path)
  const stretches: Stretch[] = []
  let stretch = emptyStretch(0)
  let bad = 0
  const cut = (next: number) => {
    if (stretch.entries > 0) stretches.push(stretch)
    stretch = emptyStretch(next)
  }
  for (let from = 0; from < file.length;) {
    const end = file.indexOf(newline, from)
    const to = end < 0 ? file.length : end + 1
    // A last line without its newline is torn, even where it happens to parse.
    const entry = end < 0 ? null : parseEntry(file.toString('utf8', from, end))
    if (entry === null) {
      bad += 1
      cut(to)
    } else {
      if (stretch.entries === entriesMax || to - stretch.from > bytesMax) cut(from)
      addTo(stretch, entry, to)
    }
    from = to
  }
  cut(file.length)
  return { stretches, bad }
}

/** Does the console show something else of a call after this write? */
export function changesCall(write: CallWrite): boolean {
  return ['modelSession', 'config', 'pause', 'end'].includes(write.kind)
}

type Open = Stretch & { callIds: Set<string>; changed: Set<string> }

function emptyStretch(from: number): Open {
  return { from, to: from, entries: 0, callIds: new Set(), changed: new Set() }
}

function addTo(stretch: Open, { callId, write }: JournalEntry, to: number): void {
  stretch.to = to
  stretch.entries += 1
  stretch.callIds.add(callId)
  if (changesCall(write)) stretch.changed.add(callId)
}

function parseEntry(line: string): JournalEntry | null {
  try {
    return journalEntrySchema.parse(JSON.parse(line))
  } catch {
    return null
  }
}
