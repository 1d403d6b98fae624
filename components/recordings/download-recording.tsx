'use client'

import { useMutation } from '@tanstack/react-query'
import { Copy, Download, FileAudio } from 'lucide-react'
import { toast } from 'sonner'
import type { Recording } from '#contracts/recording.ts'
import { fetchNothing } from '#components/api/fetch-json.ts'
import { toastProblem } from '#components/api/toast-problem.ts'
import { formatBytes } from '#components/format/bytes.ts'
import { Button } from '#components/ui/button.tsx'
import { DownloadItem } from '#components/ui/download-item.tsx'
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '#components/ui/dropdown-menu.tsx'
import { audioUrl } from './queries.ts'

/** Saves a recording as a file: as it was recorded, or as MP3 where that can be made; or copies its SID. */
export function DownloadRecording({ recording }: { recording: Recording }) {
  const wavUrl = `${audioUrl(recording.recordingSid)}?download=1`
  const mp3Url = `${wavUrl}&format=mp3`
  const save = useMutation({
    mutationFn: () => askWhether(mp3Url),
    onSuccess: () => saveFile(mp3Url),
    onError: toastProblem,
  })
  const size = recording.bytes === null ? '' : ` (${formatBytes(recording.bytes)})`
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="iconSm"
          pending={save.isPending}
          aria-label="Download the recording"
        >
          {!save.isPending && <Download aria-hidden />}
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DownloadItem href={wavUrl}>
          <FileAudio aria-hidden /> WAV{size}
        </DownloadItem>
        <DropdownMenuItem onSelect={() => save.mutate()}>
          <FileAudio aria-hidden /> MP3
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => void copySid(recording.recordingSid)}>
          <Copy aria-hidden /> Copy its SID
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

/**
 * A link would save a refusal as if it were the sound, so whether there is an MP3
 * is asked beforehand; the answer is broken off as soon as it has begun.
 */
async function askWhether(url: string): Promise<void> {
  const asking = new AbortController()
  try {
    await fetchNothing(url, { signal: asking.signal })
  } finally {
    asking.abort()
  }
}

function saveFile(url: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = ''
  link.click()
}

async function copySid(recordingSid: string) {
  try {
    await navigator.clipboard.writeText(recordingSid)
    toast.success('SID copied')
  } catch {
    toast.error('The browser did not allow copying')
  }
}
