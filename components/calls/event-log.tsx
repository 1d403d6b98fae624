'use client'

import { useMemo, useState } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ListTree } from 'lucide-react'
import type { CallEvent } from '#contracts/call-event.ts'
import type { Call } from '#contracts/call.ts'
import { isFinal } from '#core/call/status.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { emptyEventFilter, filterEvents } from './event-filter.ts'
import { EventLogBar } from './event-log-bar.tsx'
import { EventRow } from './event-row.tsx'
import { useCallEvents } from './use-call.ts'
import { useFollowEnd } from './use-follow-end.ts'

const ROW_PX = 31

/** The raw event log of a call: everything that crossed a wire, audio counted instead of shown. */
export function EventLog({ call }: { call: Call }) {
  const { events, isPending, error, refetch, isRefetching } = useCallEvents(call.id)
  const [frozen, setFrozen] = useState<readonly CallEvent[] | null>(null)
  const [filter, setFilter] = useState(emptyEventFilter)
  const source = frozen ?? events
  const shown = useMemo(() => filterEvents(source, filter), [source, filter])
  return (
    <section aria-label="Event log" className="flex min-h-0 flex-1 flex-col">
      <EventLogBar
        filter={filter}
        onFilter={setFilter}
        shown={shown}
        total={source.length}
        waiting={frozen ? events.length - frozen.length : 0}
        isPaused={frozen !== null}
        onPause={(pause) => setFrozen(pause ? events : null)}
      />
      {error && events.length === 0 ? (
        <ProblemState error={error} onRetry={() => void refetch()} retrying={isRefetching} />
      ) : isPending && events.length === 0 ? (
        <EventSkeleton />
      ) : shown.length === 0 ? (
        <EmptyState
          icon={ListTree}
          title={events.length === 0 ? 'No events yet' : 'No event fits the filter'}
          text={
            events.length === 0
              ? 'Frames, model events and operator acts appear here as they happen.'
              : 'Choose other sources, or clear the text.'
          }
        />
      ) : (
        <EventRows events={shown} follows={frozen === null && !isFinal(call.status)} />
      )}
    </section>
  )
}

type EventRowsProps = { events: readonly CallEvent[]; follows: boolean }

function EventRows({ events, follows }: EventRowsProps) {
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const { boxRef } = useFollowEnd({ isGrowing: follows })
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => boxRef.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => events[index]?.seq ?? index,
    overscan: 12,
  })
  const [toggle] = useState(() => (seq: number) => {
    setOpen((known) => {
      const next = new Set(known)
      if (!next.delete(seq)) next.add(seq)
      return next
    })
  })
  return (
    <div
      ref={boxRef}
      role="region"
      aria-label="Events"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="min-h-48 flex-1 overflow-y-auto overscroll-contain contain-size focus-visible:-outline-offset-2"
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const event = events[row.index]
          if (!event) return null
          return (
            <div
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <EventRow event={event} isOpen={open.has(event.seq)} onToggle={toggle} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

function EventSkeleton() {
  return (
    <div className="grid gap-3 p-4">
      {['w-4/5', 'w-3/5', 'w-2/3', 'w-1/2', 'w-3/4'].map((width) => (
        <Skeleton key={width} className={width} />
      ))}
    </div>
  )
}
