'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** The time in ms, renewed every `everyMs` while `running`. For timers on the screen. */
export function useNow(everyMs = 1_000, running = true): number {
  const subscribe = useCallback(
    (onTick: () => void) => {
      const timer = running ? setInterval(onTick, everyMs) : undefined
      return () => clearInterval(timer)
    },
    [everyMs, running],
  )
  const now = () => Math.floor(Date.now() / everyMs) * everyMs
  return useSyncExternalStore(subscribe, now, now)
}
