'use client'

import { useNow } from './use-now.ts'
import { formatExactly, formatWhen } from './time.ts'

/** A moment in local time; the exact one with its zone shows on hover. */
export function LocalTime({ at, className }: { at: string; className?: string }) {
  const nowMs = useNow(60_000)
  return (
    <time dateTime={at} title={formatExactly(at)} className={className} suppressHydrationWarning>
      {formatWhen(at, nowMs)}
    </time>
  )
}
