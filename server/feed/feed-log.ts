import { randomUUID } from 'node:crypto'
import type { FeedChange, FeedMessage } from '#contracts/feed.ts'
import type { Clock } from '../clock.ts'

export type FeedEntry = Extract<FeedMessage, { type: 'change' }>

/**
 * The newest changes, numbered, so that a console that was away for a moment
 * gets exactly what it missed. It is a convenience, never the truth: whoever
 * was away for longer reads the pages anew.
 */
export type FeedLog = {
  /** Names this numbering; another process, or a restart, has another one. */
  epoch: string
  seq(): number
  publish(change: FeedChange): void
  /** What follows `seq`; null when it is no longer all here. */
  after(seq: number): readonly FeedEntry[] | null
  /** Calls `listener` with every change from now on, as text for the wire; answers how to stop. */
  listen(listener: (wire: string) => void): () => void
}

/** Keeps the newest `keep` changes in memory. */
export function createFeedLog(clock: Clock, keep = 20_000): FeedLog {
  const epoch = randomUUID()
  const entries: FeedEntry[] = []
  const listeners = new Set<(wire: string) => void>()
  let seq = 0
  return {
    epoch,
    seq: () => seq,
    publish(change) {
      seq += 1
      const entry: FeedEntry = {
        type: 'change',
        seq,
        at: new Date(clock.now()).toISOString(),
        change,
      }
      entries.push(entry)
      // Trimmed in blocks: shifting a large array once per change would be costly.
      if (entries.length > keep * 1.25) entries.splice(0, entries.length - keep)
      if (listeners.size === 0) return
      const wire = JSON.stringify(entry)
      for (const listener of listeners) listener(wire)
    },
    after(from) {
      if (from > seq) return null
      const missing = seq - from
      if (missing > entries.length) return null
      return missing === 0 ? [] : entries.slice(-missing)
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
