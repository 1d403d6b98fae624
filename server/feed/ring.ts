import type { FeedMessage } from '#contracts/feed.ts'

export type FeedEntry = Extract<FeedMessage, { type: 'change' }>
export type FeedListener = (wire: string, entry: FeedEntry) => void

/** The newest changes of a numbering without gaps, and those who want to hear the next. */
export type Ring = {
  seq(): number
  /** Appends the entry that follows the last one, and tells every listener. */
  push(entry: FeedEntry): void
  /** Counts an entry that is not kept, and forgets all that were: nobody comes back for them. */
  skip(): void
  /** What follows `seq`; null when it is no longer, or not yet, all here. */
  after(seq: number): readonly FeedEntry[] | null
  /** Calls `listener` with every further change, as text for the wire and as it is; answers how to stop. */
  listen(listener: FeedListener): () => void
}

/** Keeps at least the newest `keep` entries; numbering goes on after `startSeq`. */
export function createRing(keep: number, startSeq = 0): Ring {
  const entries: FeedEntry[] = []
  const listeners = new Set<FeedListener>()
  let seq = startSeq
  return {
    seq: () => seq,
    push(entry) {
      seq = entry.seq
      entries.push(entry)
      // Trimmed in blocks: shifting a large array once per change would be costly.
      if (entries.length > keep * 1.25) entries.splice(0, entries.length - keep)
      if (listeners.size === 0) return
      const wire = JSON.stringify(entry)
      for (const listener of listeners) listener(wire, entry)
    },
    skip() {
      seq += 1
      entries.length = 0
    },
    after(from) {
      const missing = seq - from
      if (missing < 0 || missing > entries.length) return null
      return missing === 0 ? [] : entries.slice(-missing)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
