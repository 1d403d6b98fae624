'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { readView, writeView, type AuditView } from './audit-view.ts'

/** What the page shows, kept in the address so that it can be reloaded and sent to somebody. */
export function useAuditView(): [view: AuditView, change: (change: Partial<AuditView>) => void] {
  const search = useSearchParams().toString()
  const view = useMemo(() => readView(new URLSearchParams(search)), [search])
  return [view, changeAddress]
}

/** Next hears of it, and no page is loaded for it. */
function changeAddress(change: Partial<AuditView>): void {
  const now = readView(new URLSearchParams(window.location.search))
  const next = writeView({ ...now, ...change })
  window.history.replaceState(null, '', `${window.location.pathname}${next}`)
}
