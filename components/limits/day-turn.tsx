'use client'

import { formatAge } from '#components/format/duration.ts'
import { formatExactly, formatWhen } from '#components/format/time.ts'
import { useNow } from '#components/format/use-now.ts'
import { dayTurnsAt } from './meters.ts'

/** When the counts of the day begin again: by the clock of the limits, by ours, and how long that is. */
export function DayTurn({ since }: { since: string }) {
  const nowMs = useNow(60_000)
  const turnsAt = dayTurnsAt(since)
  const leftMs = Math.max(0, Date.parse(turnsAt) - nowMs)
  return (
    <span suppressHydrationWarning>
      A new day begins at midnight UTC,{' '}
      <time dateTime={turnsAt} title={formatExactly(turnsAt)} suppressHydrationWarning>
        {formatWhen(turnsAt, Date.parse(turnsAt))} here
      </time>
      , in {formatAge(leftMs)}
    </span>
  )
}
