import type { Stores } from '../storage/stores.ts'
import type { Complain } from './complain.ts'
import { pause } from './pause.ts'

export type KeeperParts = {
  callWrites: Stores['callWrites']
  complain: Complain
  /** Takes what the database will never take. */
  setAside: (lines: string) => Promise<void>
  stopping: AbortSignal
}

const retryMsMax = 2_000

/**
 * Keeps entries in the database, trying again for as long as that takes.
 * Answers false only when `stopping` aborted before they were in.
 */
export async function keepEntries(
  entries: readonly string[],
  parts: KeeperParts,
): Promise<boolean> {
  for (let attempt = 0; !parts.stopping.aborted; attempt += 1) {
    try {
      await keepOrSetAside(entries, parts)
      return true
    } catch (error) {
      const waiting = { attempt, entries: entries.length, err: error }
      parts.complain('warn', 'the database does not take what calls wrote; it is kept', waiting)
      await pause(Math.min(200 * 2 ** attempt, retryMsMax), parts.stopping)
    }
  }
  return false
}

/** Halves what is refused until the one entry is found that nobody will ever take. */
async function keepOrSetAside(entries: readonly string[], parts: KeeperParts): Promise<void> {
  if ((await parts.callWrites.keep(entries)) === 'kept') return
  if (entries.length === 1) {
    parts.complain('error', 'the database refused what a call wrote; it is set aside')
    return parts.setAside(`${entries[0]}\n`)
  }
  const half = Math.ceil(entries.length / 2)
  await keepOrSetAside(entries.slice(0, half), parts)
  await keepOrSetAside(entries.slice(half), parts)
}
