'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import type { Call } from '#contracts/call.ts'

/**
 * Which call the desk shows: the one its address names (`?call=`), so that the
 * desk can be reloaded, bookmarked and opened twice. Without one, the newest
 * call comes into view by itself and stays when it ends.
 */
export function useSelectedCall(active: readonly Call[]) {
  const pathname = usePathname()
  const selectedId = useSearchParams().get('call')
  const newestId = active.at(-1)?.id ?? null
  useEffect(() => {
    if (selectedId === null && newestId !== null) show(pathname, newestId)
  }, [selectedId, newestId, pathname])
  return {
    selectedId: selectedId ?? newestId,
    select: (callId: string | null) => show(pathname, callId),
  }
}

/** Next follows the history API, so this is a change of state without a request to the server. */
function show(pathname: string, callId: string | null) {
  const search = callId === null ? '' : `?call=${encodeURIComponent(callId)}`
  window.history.replaceState(null, '', pathname + search)
}
