'use client'

import { memo, type MouseEvent } from 'react'
import type { CallColumn, ListedCall } from '#contracts/call-list.ts'
import { remoteNumber } from '#components/calls/call-words.ts'
import { formatPhone } from '#components/format/phone.ts'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { cn } from '#components/ui/cn.ts'
import { CallCard } from './call-card.tsx'
import { CallCell } from './call-cell.tsx'
import { CallHits } from './call-hits.tsx'
import { gridOf } from './columns.ts'

type CallRowProps = {
  call: ListedCall
  columns: readonly CallColumn[]
  /** A row of columns; else a card. */
  isWide: boolean
  isSelected: boolean
  /** Undefined: whoever looks may do nothing with several calls. */
  onSelect: ((callId: string, isRange: boolean) => void) | undefined
}

/** One call of the list; all of it leads to the call's page, but for its box and the lines found. */
export const CallRow = memo(function CallRow(props: CallRowProps) {
  const { call, columns, isWide, isSelected, onSelect } = props
  const select = (event: MouseEvent) => onSelect?.(call.id, event.shiftKey)
  const box = onSelect && (
    <Checkbox
      checked={isSelected}
      onClick={select}
      aria-label={`Select the call with ${formatPhone(remoteNumber(call))}`}
      className="z-10"
    />
  )
  return (
    <div
      className={cn(
        'relative border-b border-border/60 px-4 py-2.5 hover:bg-accent/60 md:px-6 md:py-1.5',
        isSelected && 'bg-primary-soft hover:bg-primary-soft',
      )}
    >
      {isWide ? (
        <div
          style={{ gridTemplateColumns: gridOf(columns) }}
          className="grid min-h-8 items-center gap-x-4"
        >
          <span className="flex">{box}</span>
          {columns.map((column) => (
            <span key={column} className="min-w-0">
              <CallCell call={call} column={column} />
            </span>
          ))}
        </div>
      ) : (
        <CallCard call={call} columns={columns} box={box} />
      )}
      {call.hits.length > 0 && (
        <div className="mt-0.5 pb-1 md:pl-8">
          <CallHits call={call} />
        </div>
      )}
    </div>
  )
})
