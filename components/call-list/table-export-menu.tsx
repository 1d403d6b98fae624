'use client'

import type { CallFilter } from '#contracts/call-list.ts'
import { DownloadItem } from '#components/ui/download-item.tsx'
import { DropdownMenuLabel } from '#components/ui/dropdown-menu.tsx'
import { ExportMenu } from '#components/ui/export-menu.tsx'
import { searchOf } from './call-view.ts'

type TableExportMenuProps = { filter: CallFilter; isFiltered: boolean }

/** Saves the calls that the filters let through as a table, newest first. */
export function TableExportMenu({ filter, isFiltered }: TableExportMenuProps) {
  const href = (format: 'csv' | 'json') => `/api/calls/export?${searchOf(filter, { format })}`
  return (
    <ExportMenu>
      <DropdownMenuLabel>{isFiltered ? 'What the filters show' : 'All calls'}</DropdownMenuLabel>
      <DownloadItem href={href('csv')}>CSV, for spreadsheets</DownloadItem>
      <DownloadItem href={href('json')}>JSON, for programs</DownloadItem>
    </ExportMenu>
  )
}
