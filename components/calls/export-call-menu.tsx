'use client'

import { FileArchive, FileDown, FileText } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { transcriptFormats, type TranscriptFormat } from '#core/transcript/render-transcript.ts'
import { useMe } from '#components/access/use-me.ts'
import { Button } from '#components/ui/button.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'

/** Saves the transcript of a call in a format of choice, or all of the call as one zip. */
export function ExportCallMenu({ call }: { call: Call }) {
  const { may } = useMe()
  const address = `/api/calls/${encodeURIComponent(call.id)}`
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button>
          <FileDown aria-hidden /> Export
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>Transcript</DropdownMenuLabel>
        {transcriptFormats.map((format) => (
          <DropdownMenuItem key={format} asChild disabled={call.transcriptDeletedAt !== null}>
            <a href={`${address}/transcript/export?format=${format}`} download>
              <FileText aria-hidden /> {formatWords[format]}
            </a>
          </DropdownMenuItem>
        ))}
        {may('recordings:read') && (
          <>
            <DropdownMenuSeparator />
            <DropdownMenuLabel>The whole call</DropdownMenuLabel>
            <DropdownMenuItem asChild>
              <a href={`${address}/export`} download>
                <FileArchive aria-hidden /> Zip, with its recordings
              </a>
            </DropdownMenuItem>
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

const formatWords: Record<TranscriptFormat, string> = {
  txt: 'Text, to be read',
  json: 'JSON, for programs',
  csv: 'CSV, for spreadsheets',
  vtt: 'WebVTT subtitles',
  srt: 'SubRip subtitles',
}
