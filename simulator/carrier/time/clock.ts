/** One frame of telephone audio: everything the carrier does happens on these beats. */
export const TICK_MS = 20

/**
 * Where the carrier's time comes from. `start` calls `tick` once for every 20 ms of the clock's
 * time until the returned function is called; `nowMs` is that time as Unix milliseconds.
 */
export type Clock = {
  nowMs(): number
  start(tick: () => void): () => void
}

/**
 * The machine's own time, optionally `speed` times faster. Beats never drift: a late wake-up runs
 * the beats it missed, except after a gap of over a second (a sleeping laptop), which is skipped.
 */
export function realTimeClock(speed = 1, monotonicMs = () => performance.now()): Clock {
  const originMs = monotonicMs()
  const originEpochMs = Date.now()
  const elapsedMs = () => (monotonicMs() - originMs) * speed
  return {
    nowMs: () => originEpochMs + elapsedMs(),
    start: (tick) => startBeats(tick, elapsedMs, speed),
  }
}

/** A clock that moves only when a test says so, letting sockets breathe between two beats. */
export function manualClock(): Clock & { advance(ms: number): Promise<void> } {
  const originEpochMs = Date.now()
  const ticks = new Set<() => void>()
  let elapsedMs = 0
  return {
    nowMs: () => originEpochMs + elapsedMs,
    start(tick) {
      ticks.add(tick)
      return () => void ticks.delete(tick)
    },
    async advance(ms) {
      for (const untilMs = elapsedMs + ms; elapsedMs < untilMs;) {
        elapsedMs += TICK_MS
        for (const tick of ticks) tick()
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

const LATE_BEATS_MAX = 50

function startBeats(tick: () => void, elapsedMs: () => number, speed: number): () => void {
  let nextMs = elapsedMs() + TICK_MS
  let timer: NodeJS.Timeout | undefined
  const stopped = new AbortController()
  function wake(): void {
    if (elapsedMs() - nextMs > LATE_BEATS_MAX * TICK_MS) nextMs = elapsedMs()
    for (; nextMs <= elapsedMs() && !stopped.signal.aborted; nextMs += TICK_MS) tick()
    plan()
  }
  function plan(): void {
    // A beat may have been the one that stopped the clock.
    if (!stopped.signal.aborted)
      timer = setTimeout(wake, Math.max(0, (nextMs - elapsedMs()) / speed))
  }
  plan()
  return () => {
    stopped.abort()
    clearTimeout(timer)
  }
}
