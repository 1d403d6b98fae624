import { randomUUID } from 'node:crypto'
import type { FeedChange } from '#contracts/feed.ts'
import type { Clock } from '../clock.ts'
import { createRing, type Ring } from './ring.ts'

/**
 * The newest changes, numbered, so that a console that was away for a moment
 * gets exactly what it missed. It is a convenience, never the truth: whoever
 * was away for longer reads the pages anew.
 */
export type FeedLog = Pick<Ring, 'seq' | 'after' | 'listen'> & {
  /** Names this numbering. */
  epoch: string
  publish(this: void, change: FeedChange): void
  close(): Promise<void>
}

/** A console that was away for more changes than this reads its pages anew. */
export const feedKeep = 20_000

/** A log of this process's own: a restart begins another numbering. */
export function createMemoryFeedLog(clock: Clock, keep = feedKeep): FeedLog {
  const ring = createRing(keep)
  return {
    epoch: randomUUID(),
    seq: ring.seq,
    after: ring.after,
    listen: ring.listen,
    publish(change) {
      const at = new Date(clock.now()).toISOString()
      ring.push({ type: 'change', seq: ring.seq() + 1, at, change })
    },
    close: () => Promise.resolve(),
  }
}
