import { memo } from 'react'
import { ArrowLeft, ArrowRight, ChevronRight, Dot } from 'lucide-react'
import type { CallEvent } from '#contracts/call-event.ts'
import { formatExactly } from '#components/format/time.ts'
import { cn } from '#components/ui/cn.ts'
import { eventSummary, formatEventTime } from './event-words.ts'

type EventRowProps = { event: CallEvent; isOpen: boolean; onToggle: (seq: number) => void }

/** One event: when, from whom, what, and its data once it is opened. */
export const EventRow = memo(function EventRow({ event, isOpen, onToggle }: EventRowProps) {
  const Flow = flowIcons[event.flow]
  return (
    <div className="border-b border-border/60">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => onToggle(event.seq)}
        className="grid w-full grid-cols-[4.25rem_auto_minmax(0,1fr)_auto] items-center gap-x-2.5 px-4 py-1.5 text-left hover:bg-accent focus-visible:-outline-offset-2"
      >
        <time
          dateTime={event.at}
          title={formatExactly(event.at)}
          className="font-mono text-xs text-muted-foreground"
        >
          {formatEventTime(event)}
        </time>
        <span className={cn('flex w-18 items-center gap-1 text-xs', sourceTones[event.source])}>
          <Flow aria-hidden className="size-3.5 shrink-0" />
          {event.source}
          <span className="sr-only">{flowWords[event.flow]}</span>
        </span>
        <span className="min-w-0 truncate text-sm">
          <span className="font-mono text-xs">{event.type}</span>
          <span className="ml-2 text-xs text-muted-foreground">{eventSummary(event)}</span>
        </span>
        <ChevronRight
          aria-hidden
          className={cn(
            'size-3.5 text-muted-foreground transition-transform',
            isOpen && 'rotate-90',
          )}
        />
      </button>
      {isOpen && (
        <pre className="overflow-x-auto bg-muted px-4 py-3 font-mono text-xs whitespace-pre-wrap">
          {JSON.stringify(event.data, null, 2)}
        </pre>
      )}
    </div>
  )
})

const flowIcons = { in: ArrowRight, out: ArrowLeft, none: Dot } as const
const flowWords = { in: ', received', out: ', sent', none: '' } as const
const sourceTones = {
  carrier: 'text-foreground',
  model: 'text-primary',
  relay: 'text-muted-foreground',
  operator: 'text-lamp-text',
} as const
