'use client'

import { useSyncExternalStore } from 'react'

/** The width from which on a call's page has two columns: Tailwind's `lg`. */
const WIDE = '(min-width: 64rem)'

/** Whether the window has room for two columns. */
export function useIsWide(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(WIDE).matches,
    () => true,
  )
}

function subscribe(onChange: () => void) {
  const query = window.matchMedia(WIDE)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}
