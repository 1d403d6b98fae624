'use client'

import { FileDown } from 'lucide-react'
import type { AuditFilter } from '#contracts/audit.ts'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { exportHref } from './audit-view.ts'

/** Saves the entries that the filters let through as a file, oldest first. */
export function ExportMenu({ filter, isFiltered }: { filter: AuditFilter; isFiltered: boolean }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <FileDown aria-hidden /> Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>
          {isFiltered ? 'What the filters show' : 'The whole log'}
        </DropdownMenuLabel>
        <DropdownMenuItem asChild>
          <a href={exportHref(filter, 'csv')} download>
            CSV, for spreadsheets
          </a>
        </DropdownMenuItem>
        <DropdownMenuItem asChild>
          <a href={exportHref(filter, 'jsonl')} download>
            JSON Lines, for programs
          </a>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}
