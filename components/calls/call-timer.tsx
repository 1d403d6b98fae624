'use client'

import type { Call } from '#contracts/call.ts'
import { formatClock, spokenDuration } from '#components/format/duration.ts'
import { useNow } from '#components/format/use-now.ts'
import { callDurationMs } from './call-words.ts'

type CallTimerProps = { call: Call; className?: string }

/** How long a call lasts: ticking while it is up, a dash before it was answered. */
export function CallTimer({ call, className }: CallTimerProps) {
  const isUp = call.answeredAt !== null && call.endedAt === null
  const nowMs = useNow(1_000, isUp)
  const durationMs = callDurationMs(call, nowMs)
  if (durationMs === null) {
    return (
      <span className={className}>
        <span aria-hidden>–</span>
        <span className="sr-only">Not answered</span>
      </span>
    )
  }
  return (
    <time dateTime={`PT${Math.round(durationMs / 1_000)}S`} className={className}>
      <span aria-hidden>{formatClock(durationMs)}</span>
      <span className="sr-only">{spokenDuration(durationMs)}</span>
    </time>
  )
}
