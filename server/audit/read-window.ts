/** Says whether the same was read a moment ago. */
export type ReadWindow = {
  /** True for the first to name `key` in five minutes; `nowMs` is ms since the epoch. */
  isFirst(key: string, nowMs: number): boolean
}

/**
 * A player asks for a recording in dozens of ranges, and a page for a transcript
 * whenever it is looked at again: the audit log gets one entry for all that one
 * reader reads of one thing within five minutes. It is kept in this process's
 * memory: another process enters its own, so nothing is ever left out.
 */
export function createReadWindow(): ReadWindow {
  const firstAtMs = new Map<string, number>()
  return {
    isFirst(key, nowMs) {
      const readAtMs = firstAtMs.get(key)
      if (readAtMs !== undefined && nowMs >= readAtMs && nowMs < readAtMs + WINDOW_MS) return false
      firstAtMs.delete(key)
      firstAtMs.set(key, nowMs)
      const [oldest] = firstAtMs.keys()
      if (firstAtMs.size > READS_MAX && oldest !== undefined) firstAtMs.delete(oldest)
      return true
    },
  }
}

const WINDOW_MS = 300_000
const READS_MAX = 10_000
