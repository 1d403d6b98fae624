'use client'

import { useCallback, useMemo, useRef, useState } from 'react'
import type { ListedCall } from '#contracts/call-list.ts'
import { useHotkey } from '#components/shell/use-hotkey.ts'
import { nothingSelected, shareOf, toggle, toggleAll, toggleRange } from './selection.ts'

/**
 * The calls that are selected among those shown. Another list (`listKey`) begins
 * with none; a call that leaves the list leaves the selection.
 */
export function useSelection(calls: readonly ListedCall[], listKey: string) {
  const [selection, setSelection] = useState(nothingSelected)
  const [key, setKey] = useState(listKey)
  if (key !== listKey) {
    setKey(listKey)
    setSelection(nothingSelected)
  }
  const shown = useMemo(() => calls.map(({ id }) => id), [calls])
  const latest = useRef(shown)
  latest.current = shown
  const select = useCallback((callId: string, isRange: boolean) => {
    setSelection((now) =>
      isRange ? toggleRange(now, callId, latest.current) : toggle(now, callId),
    )
  }, [])
  const clear = () => setSelection(nothingSelected)
  const selected = useMemo(
    () => calls.filter(({ id }) => selection.ids.has(id)),
    [calls, selection],
  )
  useHotkey('Escape', clear)
  return {
    ids: selection.ids,
    selected,
    share: shareOf(selection, shown),
    select,
    selectAll: () => setSelection(toggleAll(selection, shown)),
    clear,
  }
}
