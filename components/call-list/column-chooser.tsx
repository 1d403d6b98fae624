'use client'

import { Columns3 } from 'lucide-react'
import type { CallColumn } from '#contracts/call-list.ts'
import { Button } from '#components/ui/button.tsx'
import { CheckItem } from '#components/ui/checkbox.tsx'
import { Popover, PopoverContent, PopoverTrigger } from '#components/ui/popover.tsx'
import { callColumns, columnNames, toggleColumn } from './columns.ts'

type ColumnChooserProps = {
  columns: readonly CallColumn[]
  /** Null: those that stand there by themselves. */
  onChoose(columns: readonly CallColumn[] | null): void
}

/** Which columns the list has; on phones, what stands on its cards. */
export function ColumnChooser({ columns, onChoose }: ColumnChooserProps) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button>
          <Columns3 aria-hidden /> Columns
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Columns" align="end" className="grid w-56 gap-2.5">
        {callColumns
          .filter((column) => column !== 'number')
          .map((column) => (
            <CheckItem
              key={column}
              checked={columns.includes(column)}
              onCheckedChange={() => onChoose(toggleColumn(columns, column))}
            >
              {columnNames[column]}
            </CheckItem>
          ))}
        <Button
          size="sm"
          variant="ghost"
          className="justify-self-start"
          onClick={() => onChoose(null)}
        >
          Back to the usual ones
        </Button>
      </PopoverContent>
    </Popover>
  )
}
