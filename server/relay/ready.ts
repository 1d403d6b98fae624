import type { Room } from './call-carrier.ts'
import { createDatabaseCheck } from './ready-database.ts'

/** Why a relay should get no new calls. */
export type NotReady = 'draining' | Exclude<Room, 'some'> | 'database-away' | 'journal-full'

export type Readiness = { ready: true } | { ready: false; because: readonly NotReady[] }

/** A database that has been away for longer than this will not be back for the next call either. */
const awayMsMax = 120_000

/**
 * Says whether the relay can take calls, within a second. A database that is
 * away for a while does not matter as long as the journal holds what it misses.
 */
export function createReadiness(sources: {
  isDraining: () => boolean
  /** For another stream. */
  room: () => Room
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
    const room = sources.room()
    if (room !== 'some') because.push(room)
    if (awayMs > awayMsMax) because.push('database-away')
    if (awayMs > 0 && sources.isJournalFull()) because.push('journal-full')
    return because.length === 0 ? { ready: true } : { ready: false, because }
  }
}
