'use client'

import { useSyncExternalStore } from 'react'
import type { CallColumn } from '#contracts/call-list.ts'
import { useMe } from '#components/access/use-me.ts'
import { defaultColumns, readColumns } from './columns.ts'

/** The columns of the list, kept in this browser for each operator. */
export function useColumns(): [
  columns: readonly CallColumn[],
  choose: (columns: readonly CallColumn[] | null) => void,
] {
  const { me } = useMe()
  const name = `switchboard.calls.columns.${me.operator.id}`
  const kept = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => null,
  )
  return [columnsOf(kept), (columns) => keep(name, columns)]
}

const CHANGED = 'switchboard-columns'
let last: { kept: string | null; columns: readonly CallColumn[] } = {
  kept: null,
  columns: defaultColumns,
}

/** The same text gives the same array, so that rows are not drawn again for nothing. */
function columnsOf(kept: string | null): readonly CallColumn[] {
  if (last.kept !== kept) last = { kept, columns: readColumns(kept) ?? defaultColumns }
  return last.columns
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('storage', onChange)
  window.addEventListener(CHANGED, onChange)
  return () => {
    window.removeEventListener('storage', onChange)
    window.removeEventListener(CHANGED, onChange)
  }
}

function read(name: string): string | null {
  try {
    return window.localStorage.getItem(name)
  } catch {
    return null
  }
}

/** A browser that keeps nothing shows the default the next time. */
function keep(name: string, columns: readonly CallColumn[] | null): void {
  try {
    if (columns === null) window.localStorage.removeItem(name)
    else window.localStorage.setItem(name, JSON.stringify(columns))
  } catch {
    return
  }
  window.dispatchEvent(new Event(CHANGED))
}
