import type { SharedCounter } from './shared-counter.ts'

/** How a limit stands for one who asks. */
export type Standing = {
  allowed: boolean
  limit: number
  remaining: number
  /** Until the minute is over and everything is forgotten. */
  resetSeconds: number
}

export type MinuteCounter = {
  /** How it stands, without counting. */
  peek(key: string, limit: number): Standing
  /** Counts one, unless the limit is reached: who is refused is not counted again. */
  take(key: string, limit: number): Standing
  /** Like `take`, after asking what the other processes have counted until now. */
  takeShared(key: string, limit: number): Promise<Standing>
  /** Takes one back that was counted for somebody else. */
  giveBack(key: string): void
}

/** `own`: counted here; `told`: as many of them as the others know of; `others`: theirs. */
type Count = { own: number; told: number; others: number; telling: Promise<void> | null }

/**
 * Counts by the minute of the clock, in memory, and tells the other processes
 * every twentieth of a limit: a request waits for no database, and whoever asks
 * less than that is never written down. Processes that share a limit of 100 may
 * therefore let five too many in each; alone, a process is exact.
 */
export function createMinuteCounter(shared: SharedCounter, now: () => number): MinuteCounter {
  const counts = new Map<string, Count>()
  let minute = -1
  let telling = 0

  function standingOf(key: string, limit: number): Standing {
    const { own, others } = find(key)
    const remaining = Math.max(0, limit - own - others)
    const resetSeconds = Math.max(1, Math.ceil(((minute + 1) * MINUTE_MS - now()) / 1_000))
    return { allowed: remaining > 0, limit, remaining, resetSeconds }
  }

  function find(key: string): Count {
    const current = Math.floor(now() / MINUTE_MS)
    if (current !== minute) {
      counts.clear()
      minute = current
    }
    return counts.get(key) ?? { own: 0, told: 0, others: 0, telling: null }
  }

  function take(key: string, limit: number): Standing {
    const before = standingOf(key, limit)
    if (!before.allowed) return before
    const count = find(key)
    count.own += 1
    keep(key, count)
    if (count.own - count.told >= Math.max(1, Math.floor(limit / TELLINGS)))
      startTelling(key, count)
    return { ...before, remaining: before.remaining - 1 }
  }

  function keep(key: string, count: Count): void {
    if (counts.has(key)) return
    const [oldest] = counts.size >= KEYS_MAX ? counts.keys() : []
    if (oldest !== undefined) counts.delete(oldest)
    counts.set(key, count)
  }

  /** A flood of keys waits in memory rather than in front of the database. */
  function startTelling(key: string, count: Count): void {
    if (count.telling === null && telling < TELLING_MAX) count.telling = tell(key, count)
  }

  async function tell(key: string, count: Count): Promise<void> {
    telling += 1
    const points = count.own - count.told
    try {
      const counted = await shared.add(`${key}:${minute}`, points, KEEP_SECONDS)
      count.told += points
      count.others = Math.max(0, counted.points - count.told)
    } catch {
      // Told with the next.
    } finally {
      count.telling = null
      telling -= 1
    }
  }

  return {
    peek: standingOf,
    take,
    async takeShared(key, limit) {
      const standing = take(key, limit)
      if (!standing.allowed) return standing
      const count = find(key)
      startTelling(key, count)
      await Promise.race([count.telling, timeout(SHARED_WAIT_MS)])
      return { ...standingOf(key, limit), allowed: count.own + count.others <= limit }
    },
    giveBack(key) {
      const count = find(key)
      if (count.own > 0) count.own -= 1
    },
  }
}

function timeout(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

const MINUTE_MS = 60_000
/** Longer than a minute, for clocks differ. */
const KEEP_SECONDS = 120
const TELLINGS = 20
const TELLING_MAX = 4
const KEYS_MAX = 50_000
/** A database that is slow must not hold a dial up. */
const SHARED_WAIT_MS = 1_000
