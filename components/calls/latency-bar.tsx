'use client'

import { Scissors } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import type { Turn } from '#contracts/turn.ts'
import { cn } from '#components/ui/cn.ts'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { LatencyParts } from './latency-parts.tsx'
import { partTones } from './latency-tones.ts'
import { formatMs, latencyParts, partsOf, waitOf, waitWords } from './turn-latency.ts'

/** A bar is full at this wait, in every call alike, so that bars can be compared. */
const FULL_MS = 2_000

type LatencyBarProps = {
  turn: Turn
  /** Whether an interruption is to be said here: the line may have said it. */
  saysInterrupted: boolean
  /** Tab stops here; the arrow keys lead to the other bars. */
  isEntry: boolean
}

/** How long the caller waited for an answer, and on whom: short, and in full once it is opened. */
export function LatencyBar({ turn, saysInterrupted, isEntry }: LatencyBarProps) {
  const [isOpen, setOpen] = useState(false)
  const [isHinted, setHinted] = useState(false)
  const id = useId()
  const isSlow = (waitOf(turn)?.ms ?? 0) > FULL_MS
  return (
    <div className="mt-1">
      <Tooltip
        text={<LatencyParts turn={turn} />}
        side="bottom"
        open={isHinted && !isOpen}
        onOpenChange={setHinted}
      >
        <button
          type="button"
          data-latency
          tabIndex={isEntry ? 0 : -1}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-label={spoken(turn)}
          onClick={() => setOpen(!isOpen)}
          onKeyDown={moveAmongBars}
          className="-mx-1 flex max-w-full flex-wrap items-center gap-x-2 rounded-sm px-1 py-0.5 text-xs text-muted-foreground hover:bg-accent hover:text-foreground pointer-coarse:py-2"
        >
          <Bar turn={turn} />
          <span className={cn(isSlow && 'font-medium text-foreground')}>{waitWords(turn)}</span>
          {saysInterrupted && turn.interrupted && (
            <span className="inline-flex items-center gap-1">
              <Scissors aria-hidden className="size-3.5 shrink-0 text-danger" /> interrupted
            </span>
          )}
        </button>
      </Tooltip>
      {isOpen && (
        <div id={id} className="mt-1 max-w-sm rounded-md bg-muted px-3 py-2 text-xs">
          <LatencyParts turn={turn} isFull />
        </div>
      )}
    </div>
  )
}

function Bar({ turn }: { turn: Turn }) {
  const parts = partsOf(turn)
  const totalMs = parts.reduce((sum, { ms }) => sum + ms, 0)
  return (
    <span className="flex h-1.5 w-24 overflow-hidden rounded-full bg-muted @lg:w-32">
      <span className="flex gap-px" style={{ width: `${Math.min(1, totalMs / FULL_MS) * 100}%` }}>
        {parts
          .filter(({ ms }) => ms > 0)
          .map(({ id, ms }) => (
            <span
              key={id}
              className={cn('min-w-0.5 basis-0', partTones[id])}
              style={{ flexGrow: ms }}
            />
          ))}
      </span>
    </span>
  )
}

function spoken(turn: Turn): string {
  const parts = partsOf(turn).map(({ id, ms }) => {
    const words = latencyParts.find((part) => part.id === id)?.words ?? ''
    return `${words}: ${formatMs(ms)}.`
  })
  const cut = turn.interrupted ? ' Interrupted.' : ''
  return `${waitWords(turn)}.${cut} ${parts.join(' ')}`.trim()
}

function moveAmongBars(event: KeyboardEvent<HTMLButtonElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const box = event.currentTarget.closest('[role="log"]')
  if (step === 0 || box === null) return
  const bars = [...box.querySelectorAll<HTMLElement>('[data-latency]')]
  const next = bars[bars.indexOf(event.currentTarget) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
