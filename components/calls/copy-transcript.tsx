'use client'

import { Copy } from 'lucide-react'
import { toast } from 'sonner'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { Button } from '#components/ui/button.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { transcriptText } from './transcript-text.ts'

/** Puts the transcript on the clipboard as plain text. */
export function CopyTranscript({ lines }: { lines: readonly TranscriptLine[] }) {
  return (
    <Tooltip text="Copy the transcript" side="left">
      <Button
        variant="ghost"
        size="iconSm"
        aria-label="Copy the transcript"
        className="absolute top-3 right-4 hidden bg-card @2xl:inline-flex"
        onClick={() => void copy(transcriptText(lines))}
      >
        <Copy aria-hidden />
      </Button>
    </Tooltip>
  )
}

async function copy(text: string) {
  try {
    await navigator.clipboard.writeText(text)
    toast.success('Transcript copied')
  } catch {
    toast.error('The browser did not allow copying')
  }
}
