'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import type { CallFilter } from '#contracts/call-list.ts'
import { useNow } from '#components/format/use-now.ts'
import { dayIn, localZone } from '#components/format/zoned-day.ts'
import { filterOf, readView, viewHref, writeView, type CallView } from './call-view.ts'

export type ChangeView = (change: Partial<CallView>, history?: 'push' | 'replace') => void

/** What the list shows. It is kept in the address alone, so that it can be gone back to, reloaded and sent to somebody. */
export function useCallView(): { view: CallView; filter: CallFilter; change: ChangeView } {
  const search = useSearchParams().toString()
  const zone = localZone()
  const today = dayIn(zone, useNow(60_000))
  const view = useMemo(() => readView(new URLSearchParams(search)), [search])
  const filter = useMemo(() => filterOf(view, today, zone), [view, today, zone])
  return { view, filter, change: changeAddress }
}

/** Next hears of it, and no page is loaded for it. */
function changeAddress(change: Partial<CallView>, history: 'push' | 'replace' = 'push'): void {
  const now = readView(new URLSearchParams(window.location.search))
  const href = viewHref(writeView({ ...now, ...change }))
  if (href === window.location.pathname + window.location.search) return
  if (history === 'push') window.history.pushState(null, '', href)
  else window.history.replaceState(null, '', href)
}
