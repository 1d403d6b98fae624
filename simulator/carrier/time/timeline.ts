import { TICK_MS, type Clock } from './clock.ts'

/** The carrier's one timer: it beats while anyone is on the line or waits for a moment. */
export type Timeline = {
  nowMs(): number
  /** Resolves `true` after `ms` of the clock's time, `false` at once when `signal` aborts. */
  wait(ms: number, signal?: AbortSignal): Promise<boolean>
  /** Calls `beat` every 20 ms until the returned function is called. */
  join(beat: () => void): () => void
  close(): void
}

type Waiter = { atMs: number; done(inTime: boolean): void }

/**
 * Turns a clock into waits and beats. With nobody on the line the clock is stopped, so an idle
 * carrier costs nothing.
 */
export function createTimeline(clock: Clock): Timeline {
  const waiters = new Set<Waiter>()
  const beats = new Set<() => void>()
  let stopClock: (() => void) | null = null
  let nowMs = Math.round(clock.nowMs())
  let isClosed = false

  function tick(): void {
    nowMs += TICK_MS
    for (const waiter of waiters) if (waiter.atMs <= nowMs) waiter.done(true)
    for (const beat of beats) beat()
    if (waiters.size === 0 && beats.size === 0) stop()
  }
  function run(): void {
    if (stopClock || isClosed) return
    nowMs = Math.round(clock.nowMs())
    stopClock = clock.start(tick)
  }
  function stop(): void {
    stopClock?.()
    stopClock = null
  }
  function join(beat: () => void): () => void {
    run()
    beats.add(beat)
    return () => void beats.delete(beat)
  }
  return {
    nowMs: () => (stopClock ? nowMs : Math.round(clock.nowMs())),
    wait(ms, signal) {
      if (isClosed) return Promise.resolve(false)
      run()
      return waitUntil(waiters, nowMs + ms, signal)
    },
    join,
    close() {
      isClosed = true
      for (const waiter of waiters) waiter.done(false)
      beats.clear()
      stop()
    },
  }
}

function waitUntil(waiters: Set<Waiter>, atMs: number, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve(false)
    const abandon = () => waiter.done(false)
    const waiter: Waiter = {
      atMs,
      done(inTime) {
        waiters.delete(waiter)
        signal?.removeEventListener('abort', abandon)
        resolve(inTime)
      },
    }
    waiters.add(waiter)
    signal?.addEventListener('abort', abandon, { once: true })
  })
}
