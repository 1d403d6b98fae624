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

/** A console that lost its connection is back within this time; while nobody is there, nothing is kept. */
const aloneMsMax = 10_000

/** A log of this process's own: a restart begins another numbering. */
export function createMemoryFeedLog(clock: Clock, keep = feedKeep): FeedLog {
  const ring = createRing(keep)
  let listeners = 0
  let aloneSinceMs = clock.now()
  return {
    epoch: randomUUID(),
    // Who asks is about to listen.
    seq() {
      aloneSinceMs = clock.now()
      return ring.seq()
    },
    after(seq) {
      aloneSinceMs = clock.now()
      return ring.after(seq)
    },
    listen(listener) {
      const stop = ring.listen(listener)
      listeners += 1
      return () => {
        stop()
        listeners -= 1
        aloneSinceMs = clock.now()
      }
    },
    publish(change) {
      const nowMs = clock.now()
      if (listeners === 0 && nowMs - aloneSinceMs > aloneMsMax) return ring.skip()
      const at = new Date(nowMs).toISOString()
      ring.push({ type: 'change', seq: ring.seq() + 1, at, change })
    },
    close: () => Promise.resolve(),
  }
}
