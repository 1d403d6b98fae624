'use client'

import { FileArchive, FileText } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { transcriptFormats, type TranscriptFormat } from '#core/transcript/render-transcript.ts'
import { useMe } from '#components/access/use-me.ts'
import { DownloadItem } from '#components/ui/download-item.tsx'
import { DropdownMenuLabel, DropdownMenuSeparator } from '#components/ui/dropdown-menu.tsx'
import { ExportMenu } from '#components/ui/export-menu.tsx'

/** Saves the transcript of a call in a format of choice, or all of the call as one zip. */
export function ExportCallMenu({ call }: { call: Call }) {
  const { may } = useMe()
  const address = `/api/calls/${encodeURIComponent(call.id)}`
  return (
    <ExportMenu>
      <DropdownMenuLabel>Transcript</DropdownMenuLabel>
      {transcriptFormats.map((format) => (
        <DownloadItem
          key={format}
          href={`${address}/transcript/export?format=${format}`}
          disabled={call.transcriptDeletedAt !== null}
        >
          <FileText aria-hidden /> {formatWords[format]}
        </DownloadItem>
      ))}
      {may('recordings:read') && (
        <>
          <DropdownMenuSeparator />
          <DropdownMenuLabel>The whole call</DropdownMenuLabel>
          <DownloadItem href={`${address}/export`}>
            <FileArchive aria-hidden /> Zip, with its recordings
          </DownloadItem>
        </>
      )}
    </ExportMenu>
  )
}

const formatWords: Record<TranscriptFormat, string> = {
  txt: 'Text, to be read',
  json: 'JSON, for programs',
  csv: 'CSV, for spreadsheets',
  vtt: 'WebVTT subtitles',
  srt: 'SubRip subtitles',
}
