'use client'

import { ChevronDown, Play } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useId, useRef } from 'react'
import type { Recording } from '#contracts/recording.ts'
import { DirectionLabel } from '#components/calls/direction-label.tsx'
import { formatClock, spokenDuration } from '#components/format/duration.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { formatPhone } from '#components/format/phone.ts'
import { cn } from '#components/ui/cn.ts'
import { DeleteRecording } from './delete-recording.tsx'
import { missingWords } from './missing-words.ts'
import { RecordingPlayer } from './recording-player.tsx'
import { describeRecordingState, RecordingStateBadge } from './recording-state.tsx'
import { RetryRecording } from './retry-recording.tsx'
import { sourceWords } from './source-words.ts'

type RecordingRowProps = { recording: Recording; isOpen: boolean; onToggle(): void }

/** One recording: whose call, when, how long; opened, its player. */
export function RecordingRow({ recording, isOpen, onToggle }: RecordingRowProps) {
  const playerId = useId()
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    // In a panel of little height the opened player would else lie below its edge.
    if (!isOpen || row.current === null) return
    row.current.closest('[data-scroll-box]')?.scrollTo({ top: row.current.offsetTop })
  }, [isOpen])
  const isReady = recording.state === 'ready'
  const isFailed = recording.state === 'failed'
  const number = formatPhone(recording.direction === 'inbound' ? recording.from : recording.to)
  // Opened, the player says what is missing.
  const note = describeRecordingState(recording) ?? (isOpen ? null : missingWords(recording))
  return (
    <li ref={row} className="border-b last:border-b-0">
      {isReady ? (
        <button
          type="button"
          data-row
          aria-expanded={isOpen}
          aria-controls={playerId}
          onClick={onToggle}
          className="group flex w-full items-center gap-3 px-4 py-2.5 text-left hover:bg-accent focus-visible:-outline-offset-2"
        >
          <span className="flex size-8 shrink-0 items-center justify-center rounded-full border border-input text-primary group-hover:bg-card">
            {isOpen ? (
              <ChevronDown aria-hidden className="size-4" />
            ) : (
              <Play aria-hidden className="size-3.5" />
            )}
          </span>
          <Facts recording={recording} number={number} />
        </button>
      ) : (
        <div className="@container">
          <div className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 px-4 py-2.5">
            <span aria-hidden className="size-8 rounded-full border border-dashed" />
            <Facts
              recording={recording}
              number={number}
              className={cn('col-start-2', isFailed ? '@max-lg:col-end-4' : 'col-end-4')}
            />
            {note !== null && (
              <p
                className={cn(
                  'col-start-2 row-start-2 text-xs text-pretty text-muted-foreground',
                  isFailed ? '@lg:col-end-4' : 'col-end-4',
                )}
              >
                {note}
              </p>
            )}
            {isFailed && (
              <span className="col-start-3 row-start-1 flex items-center gap-1 @max-lg:row-start-2">
                <RetryRecording recording={recording} />
                <DeleteRecording recording={recording} />
              </span>
            )}
          </div>
        </div>
      )}
      {isReady && note !== null && (
        <p className="-mt-1 pr-4 pb-2.5 pl-15 text-xs text-muted-foreground">{note}</p>
      )}
      <div id={playerId} hidden={!isOpen}>
        {isReady && isOpen && (
          <div className="grid gap-2 px-4 pt-1 pb-4">
            <RecordingPlayer recording={recording} />
            <p className="flex flex-wrap gap-x-3 text-sm">
              <Link
                href={`/calls/${encodeURIComponent(recording.callId)}`}
                className="text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
              >
                Open the call
              </Link>
              {recording.expiresAt !== null && (
                <span className="text-muted-foreground">
                  Kept until <LocalTime at={recording.expiresAt} />
                </span>
              )}
            </p>
          </div>
        )}
      </div>
    </li>
  )
}

type FactsProps = { recording: Recording; number: string; className?: string }

function Facts({ recording, number, className }: FactsProps) {
  return (
    <span className={cn('grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-0.5', className)}>
      <span className="flex items-center gap-2">
        <DirectionLabel direction={recording.direction} iconOnly />
        <span className="truncate font-medium">{number}</span>
        <span className="ml-auto flex shrink-0 items-center gap-2 text-sm">
          <RecordingStateBadge {...recording} />
          <Length durationMs={recording.durationMs} />
        </span>
      </span>
      <span className="flex gap-1.5 text-xs text-muted-foreground">
        <span className="truncate">
          {recording.agentName} · recorded by {sourceWords[recording.source].phrase}
        </span>
        <LocalTime at={recording.startedAt} className="ml-auto shrink-0" />
      </span>
    </span>
  )
}

function Length({ durationMs }: { durationMs: number | null }) {
  if (durationMs === null) return null
  return (
    <span className="tabular-nums">
      <span aria-hidden>{formatClock(durationMs)}</span>
      <span className="sr-only">{spokenDuration(durationMs)}</span>
    </span>
  )
}
