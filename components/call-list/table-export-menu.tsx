'use client'

import { FileDown } from 'lucide-react'
import type { CallFilter } from '#contracts/call-list.ts'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { searchOf } from './call-view.ts'

type TableExportMenuProps = { filter: CallFilter; isFiltered: boolean }

/** Saves the calls that the filters let through as a table, newest first. */
export function TableExportMenu({ filter, isFiltered }: TableExportMenuProps) {
  const href = (format: 'csv' | 'json') => `/api/calls/export?${searchOf(filter, { format })}`
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <FileDown aria-hidden /> Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>{isFiltered ? 'What the filters show' : 'All calls'}</DropdownMenuLabel>
        <DropdownMenuItem asChild>
          <a href={href('csv')} download>
            CSV, for spreadsheets
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <a href={href('json')} download>
            JSON, for programs
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
