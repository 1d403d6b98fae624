'use client'

import { Timer } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { formatClock, formatSeconds } from '#components/format/duration.ts'
import { cn } from '#components/ui/cn.ts'
import { partTones } from './latency-tones.ts'
import { sumTurns, type TurnTotal } from './sum-turns.ts'
import { latencyParts } from './turn-latency.ts'
import { useTurns } from './use-call.ts'

/** How quickly the agent answered in a call, and what the colours of its bars mean. */
export function LatencySummary({ call }: { call: Call }) {
  const { turns } = useTurns(call.id)
  if (turns.length === 0) return null
  return (
    <section
      aria-label="Answer times"
      className="flex flex-wrap items-center gap-x-6 gap-y-1 border-b px-4 py-2 text-xs md:px-6"
    >
      <p className="flex items-start gap-2">
        <Timer aria-hidden className="mt-px size-3.5 shrink-0 text-muted-foreground" />
        <SummaryWords total={sumTurns(turns)} />
      </p>
      <ul
        aria-label="Parts of a bar"
        className="flex flex-wrap gap-x-3 gap-y-1 text-muted-foreground sm:ml-auto"
      >
        {latencyParts.map(({ id, name, words }) => (
          <li key={id} title={words} className="flex items-center gap-1.5">
            <span aria-hidden className={cn('size-2 rounded-xs', partTones[id])} />
            {name}
          </li>
        ))}
      </ul>
    </section>
  )
}

function SummaryWords({ total }: { total: TurnTotal }) {
  const { medianMs, worst, interruptions } = total
  const facts = [
    ...(medianMs === null ? [] : [`median ${formatSeconds(medianMs)}`]),
    ...(worst === null ? [] : [`worst ${formatSeconds(worst.ms)} at ${formatClock(worst.atMs)}`]),
    interruptionWords(interruptions),
  ]
  return (
    <span>
      <span className="font-medium">First sound</span>{' '}
      <span className="text-muted-foreground">{facts.join(' · ')}</span>
    </span>
  )
}

function interruptionWords(count: number): string {
  if (count === 0) return 'no interruptions'
  return `${count} ${count === 1 ? 'interruption' : 'interruptions'}`
}
