/** Wakes whoever sleeps beside it. */
export type Bell = { ring(): void; wait(msMax: number): Promise<void> }

/** Rung while nobody waits, it ends the next wait at once; it rings for good when `signal` aborts. */
export function createBell(signal: AbortSignal): Bell {
  let isRung = signal.aborted
  let wake: (() => void) | undefined
  const ring = () => {
    isRung = true
    wake?.()
  }
  signal.addEventListener('abort', ring)
  return {
    ring,
    async wait(msMax) {
      if (!isRung) {
        const woken = Promise.withResolvers<void>()
        wake = woken.resolve
        const timer = setTimeout(wake, msMax)
        await woken.promise
        clearTimeout(timer)
      }
      isRung = signal.aborted
    },
  }
}
