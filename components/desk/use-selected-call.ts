'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { Call } from '#contracts/call.ts'

/**
 * Which call the desk shows: the one its address names (`?call=`), so that the
 * desk can be reloaded, bookmarked and opened twice. Without one, the newest
 * call comes into view by itself and stays when it ends.
 */
export function useSelectedCall(active: readonly Call[]) {
  const pathname = usePathname()
  const named = useSearchParams().get('call')
  const [chosen, setChosen] = useState({ named, callId: named })
  if (chosen.named !== named) setChosen({ named, callId: named })
  const newestId = active.at(-1)?.id ?? null
  if (chosen.callId === null && newestId !== null) setChosen({ named, callId: newestId })
  const selectedId = chosen.callId ?? newestId
  useEffect(() => {
    if (window.location.pathname === pathname) writeAddress(pathname, selectedId)
  }, [pathname, selectedId])
  return { selectedId, select: (callId: string | null) => setChosen({ named, callId }) }
}

/**
 * Past Next, which is listening on the history: for a change that it hears of it
 * gives up the navigation under way, and calls begin while operators leave the desk.
 */
function writeAddress(pathname: string, callId: string | null): void {
  const search = callId === null ? '' : `?call=${encodeURIComponent(callId)}`
  History.prototype.replaceState.call(window.history, window.history.state, '', pathname + search)
}
