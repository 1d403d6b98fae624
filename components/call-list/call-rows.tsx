'use client'

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { CallColumn, ListedCall } from '#contracts/call-list.ts'
import { useHotkey } from '#components/shell/use-hotkey.ts'
import { useRowKeys } from '#components/shell/use-row-keys.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { CallRow } from './call-row.tsx'
import { columnNames, gridOf } from './columns.ts'
import { usePageTop } from './use-page-top.ts'

type CallRowsProps = {
  calls: readonly ListedCall[]
  columns: readonly CallColumn[]
  isWide: boolean
  selected: ReadonlySet<string>
  /** How much of what is shown is selected. */
  share: boolean | 'indeterminate'
  onSelect: ((callId: string, isRange: boolean) => void) | undefined
  onSelectAll(): void
  /** Somebody has come near the end. */
  onNearEnd(): void
}

/** A row is asked for, this many rows before it is seen. */
const AHEAD = 15

/** The calls, as many as are on the screen: the list may be as long as it likes. */
export function CallRows(props: CallRowsProps) {
  const { calls, columns, isWide, selected, share, onSelect, onSelectAll, onNearEnd } = props
  const listRef = useRef<HTMLUListElement>(null)
  const top = usePageTop(listRef)
  const rows = useWindowVirtualizer({
    count: calls.length,
    estimateSize: (index) => (isWide ? 45 : 88) + (calls[index]?.hits.length ?? 0) * 26,
    getItemKey: (index) => calls[index]?.id ?? index,
    overscan: 8,
    scrollMargin: top,
  })
  const shown = rows.getVirtualItems()
  const lastShown = shown.at(-1)?.index ?? 0
  useEffect(() => {
    if (lastShown >= calls.length - AHEAD) onNearEnd()
  }, [lastShown, calls.length, onNearEnd])
  useRowKeys(listRef)
  useHotkey('x', () => {
    const callId = document.activeElement?.closest('[data-call]')?.getAttribute('data-call')
    if (callId) onSelect?.(callId, false)
  })
  return (
    <div className="border-y bg-card">
      <div
        style={isWide ? { gridTemplateColumns: gridOf(columns) } : undefined}
        className={
          isWide
            ? 'grid h-9 items-center gap-x-4 border-b px-6'
            : 'flex h-11 items-center gap-3 border-b px-4'
        }
      >
        <span className="flex">
          {onSelect && (
            <Checkbox
              checked={share}
              onClick={onSelectAll}
              aria-label="Select all the calls loaded"
            />
          )}
        </span>
        {isWide
          ? columns.map((column) => (
              <span
                key={column}
                aria-hidden
                className={`truncate label-quiet ${rightAligned.has(column) ? 'text-right' : ''}`}
              >
                {column === 'recording' ? '' : columnNames[column]}
              </span>
            ))
          : onSelect && (
              <span aria-hidden className="label-quiet">
                Select all that are loaded
              </span>
            )}
      </div>
      <ul
        ref={listRef}
        aria-label="Calls"
        className="relative"
        style={{ height: rows.getTotalSize() }}
      >
        {shown.map((row) => {
          const call = calls[row.index]
          if (!call) return null
          return (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              data-call={call.id}
              aria-posinset={row.index + 1}
              aria-setsize={-1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${row.start - top}px)` }}
            >
              <CallRow
                call={call}
                columns={columns}
                isWide={isWide}
                isSelected={selected.has(call.id)}
                onSelect={onSelect}
              />
            </li>
          )
        })}
      </ul>
    </div>
  )
}

const rightAligned: ReadonlySet<CallColumn> = new Set(['duration', 'cost'])
