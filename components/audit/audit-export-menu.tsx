'use client'

import type { AuditFilter } from '#contracts/audit.ts'
import { DownloadItem } from '#components/ui/download-item.tsx'
import { DropdownMenuLabel } from '#components/ui/dropdown-menu.tsx'
import { ExportMenu } from '#components/ui/export-menu.tsx'
import { exportHref } from './audit-view.ts'

type AuditExportMenuProps = { filter: AuditFilter; isFiltered: boolean }

/** Saves the entries that the filters let through as a file, oldest first. */
export function AuditExportMenu({ filter, isFiltered }: AuditExportMenuProps) {
  return (
    <ExportMenu>
      <DropdownMenuLabel>
        {isFiltered ? 'What the filters show' : 'The whole log'}
      </DropdownMenuLabel>
      <DownloadItem href={exportHref(filter, 'csv')}>CSV, for spreadsheets</DownloadItem>
      <DownloadItem href={exportHref(filter, 'jsonl')}>JSON Lines, for programs</DownloadItem>
    </ExportMenu>
  )
}
