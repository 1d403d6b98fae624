import { createDatabaseCheck } from './ready-database.ts'

/** Why a relay should get no new calls. */
export type NotReady = 'draining' | 'full' | 'database-away' | 'journal-full'

export type Readiness = { ready: true } | { ready: false; because: readonly NotReady[] }

/** A database that has been away for longer than this will not be back for the next call either. */
const awayMsMax = 120_000

/**
 * Says whether the relay can take calls, within a second. A database that is
 * away for a while does not matter as long as the journal holds what it misses.
 */
export function createReadiness(sources: {
  isDraining: () => boolean
  /** As many streams are up as the relay carries. */
  isFull: () => boolean
  isJournalFull: () => boolean
  ping: () => Promise<void>
  /** A clock that never jumps, ms. */
  monotonicMs: () => number
}): () => Promise<Readiness> {
  const database = createDatabaseCheck(sources.ping, sources.monotonicMs)
  return async () => {
    const awayMs = await database.awayMs()
    const because: NotReady[] = []
    if (sources.isDraining()) because.push('draining')
    if (sources.isFull()) because.push('full')
    if (awayMs > awayMsMax) because.push('database-away')
    if (awayMs > 0 && sources.isJournalFull()) because.push('journal-full')
    return because.length === 0 ? { ready: true } : { ready: false, because }
  }
}
