'use client'

import { Copy, Pause, Play } from 'lucide-react'
import { toast } from 'sonner'
import { eventSourceSchema, type CallEvent, type EventSource } from '#contracts/call-event.ts'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { Input } from '#components/ui/input.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import type { EventFilter } from './event-filter.ts'

type EventLogBarProps = {
  filter: EventFilter
  onFilter: (filter: EventFilter) => void
  shown: readonly CallEvent[]
  total: number
  /** Events that arrived since the log was paused. */
  waiting: number
  isPaused: boolean
  onPause: (pause: boolean) => void
}

/** Filter, pause and copy above the event log. */
export function EventLogBar(props: EventLogBarProps) {
  const { filter, onFilter, shown, total, waiting, isPaused, onPause } = props
  return (
    <div className="grid gap-2 border-b px-4 py-2.5">
      <div className="flex items-center gap-1.5">
        <Input
          type="search"
          aria-label="Filter events by type"
          placeholder="Filter by type"
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
          className="h-8"
        />
        <Tooltip text={isPaused ? 'Go on' : 'Pause'}>
          <Button
            variant="ghost"
            size="iconSm"
            aria-label="Pause the event log"
            aria-pressed={isPaused}
            onClick={() => onPause(!isPaused)}
          >
            {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
          </Button>
        </Tooltip>
        <Tooltip text="Copy what is shown, one JSON object a line">
          <Button
            variant="ghost"
            size="iconSm"
            aria-label="Copy events"
            onClick={() => void copy(shown)}
          >
            <Copy aria-hidden />
          </Button>
        </Tooltip>
      </div>
      <div className="flex flex-wrap items-center gap-x-1 gap-y-1.5">
        <div role="group" aria-label="Sources" className="-ml-1 flex flex-wrap gap-1">
          {eventSourceSchema.options.map((source) => (
            <SourceToggle
              key={source}
              source={source}
              isOn={filter.sources.includes(source)}
              onToggle={() => onFilter({ ...filter, sources: toggled(filter.sources, source) })}
            />
          ))}
        </div>
        <p className="ml-auto text-xs text-muted-foreground">
          {shown.length === total ? `${total}` : `${shown.length} of ${total}`}
          {isPaused && ` · paused, ${waiting} waiting`}
        </p>
      </div>
    </div>
  )
}

type SourceToggleProps = { source: EventSource; isOn: boolean; onToggle: () => void }

function SourceToggle({ source, isOn, onToggle }: SourceToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onToggle}
      className={cn(
        'h-6 rounded-sm border border-transparent px-1.5 text-xs text-muted-foreground hover:bg-accent pointer-coarse:h-9 pointer-coarse:px-2.5',
        isOn && 'border-primary bg-primary-soft font-medium text-primary',
      )}
    >
      {source}
    </button>
  )
}

function toggled(sources: readonly EventSource[], source: EventSource): readonly EventSource[] {
  return sources.includes(source)
    ? sources.filter((other) => other !== source)
    : [...sources, source]
}

async function copy(events: readonly CallEvent[]) {
  try {
    await navigator.clipboard.writeText(events.map((event) => JSON.stringify(event)).join('\n'))
    toast.success(`${events.length} events copied`)
  } catch {
    toast.error('The browser did not allow copying')
  }
}
