'use client'

import type { Call } from '#contracts/call.ts'
import { CallStatusLabel } from '#components/calls/call-status.tsx'
import { CallTimer } from '#components/calls/call-timer.tsx'
import { remoteNumber } from '#components/calls/call-words.ts'
import { DirectionLabel } from '#components/calls/direction-label.tsx'
import { EndCallButton } from '#components/calls/end-call-button.tsx'
import { PausedMark } from '#components/calls/paused-mark.tsx'
import { formatPhone } from '#components/format/phone.ts'
import { cn } from '#components/ui/cn.ts'

type ActiveCallsProps = {
  calls: readonly Call[]
  selectedId: string | null
  onSelect(callId: string): void
}

/** The calls that are up: state, timer, who speaks, and an end button; a press brings one into view. */
export function ActiveCalls({ calls, selectedId, onSelect }: ActiveCallsProps) {
  return (
    <ul aria-label="Active calls" className="relative max-h-56 shrink-0 overflow-y-auto border-b">
      {calls.map((call) => (
        <li
          key={call.id}
          className={cn(
            'relative flex items-center gap-2 border-b pr-3 last:border-b-0',
            call.id === selectedId && calls.length > 1 && 'bg-primary-soft',
          )}
        >
          <button
            type="button"
            aria-pressed={call.id === selectedId}
            onClick={() => onSelect(call.id)}
            className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-0.5 py-2.5 pl-4 text-left hover:bg-accent focus-visible:-outline-offset-2"
          >
            <span className="flex items-center gap-2">
              <DirectionLabel direction={call.direction} iconOnly />
              <span className="truncate font-medium">{formatPhone(remoteNumber(call))}</span>
            </span>
            <span className="flex items-center gap-2 text-xs text-muted-foreground">
              <CallStatusLabel status={call.status} />
              <CallTimer call={call} className="tabular-nums" />
              <PausedMark call={call} />
              <span className="truncate">{call.agentName}</span>
            </span>
          </button>
          <EndCallButton call={call} size="sm" namesCall />
        </li>
      ))}
    </ul>
  )
}
