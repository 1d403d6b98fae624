'use client'

import { useState } from 'react'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { roleWords } from './transcript-text.ts'

/**
 * Reads finished lines to screen readers, once each and politely. Lines that
 * were there when the page came up are not read.
 */
export function LineAnnouncer({ lines }: { lines: readonly TranscriptLine[] }) {
  const finished = lines.filter((line) => line.state === 'final' && line.text !== '')
  const [heardCount, setHeardCount] = useState<number | null>(null)
  if (heardCount === null && lines.length > 0) setHeardCount(finished.length)
  const fresh = heardCount === null ? [] : finished.slice(heardCount).slice(-3)
  return (
    <div aria-live="polite" className="sr-only">
      {fresh.map((line) => (
        <p key={line.itemId}>
          {roleWords[line.role]}: {line.text}
        </p>
      ))}
    </div>
  )
}
