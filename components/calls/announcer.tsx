'use client'

import { useState } from 'react'

type AnnouncerProps = {
  entries: readonly { key: string; text: string }[]
  /** What was there at first has arrived. */
  isReady: boolean
}

/**
 * Reads what is new to screen readers, once each and politely. What was there
 * when the page came up is not read. Entries may only be added at the end.
 */
export function Announcer({ entries, isReady }: AnnouncerProps) {
  const [heardCount, setHeardCount] = useState<number | null>(null)
  if (heardCount === null && isReady) setHeardCount(entries.length)
  const fresh = heardCount === null ? [] : entries.slice(heardCount).slice(-3)
  return (
    <div aria-live="polite" className="sr-only">
      {fresh.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  )
}
