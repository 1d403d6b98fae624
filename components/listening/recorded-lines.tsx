'use client'

import { memo, useRef } from 'react'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { splitHeard } from '#core/transcript/split-heard.ts'
import { formatClock } from '#components/format/duration.ts'
import { cn } from '#components/ui/cn.ts'
import { ScrollArea } from '#components/ui/scroll-area.tsx'
import { BackToPlace } from './back-to-place.tsx'
import { toSeconds } from './call-clock.ts'
import { useListening } from './listening-context.ts'
import { useFollowLine } from './use-follow-line.ts'
import { useSpokenLine } from './use-spoken-line.ts'

/** The transcript beside a player in a list: a line leads to its place in the sound, the one being spoken is lit. */
export function RecordedLines() {
  const listening = useListening()
  const { lines, track, playFrom } = listening
  const spoken = useSpokenLine(listening)
  const box = useRef<HTMLElement>(null)
  const { isAway, follow } = useFollowLine(box, listening, spoken)
  return (
    <div className="relative">
      <ScrollArea
        ref={box}
        label="Transcript of the recording"
        className="relative max-h-56 rounded-md border xl:max-h-44 @2xl:max-h-96"
      >
        <ol className="p-1">
          {lines.map((line) => (
            <li key={line.itemId} aria-current={line.itemId === spoken || undefined}>
              <Line
                line={line}
                isSpoken={line.itemId === spoken}
                offsetMs={track?.offsetMs ?? 0}
                onPlay={playFrom}
              />
            </li>
          ))}
        </ol>
      </ScrollArea>
      {isAway && <BackToPlace onBack={follow} />}
    </div>
  )
}

type LineProps = {
  line: TranscriptLine
  isSpoken: boolean
  offsetMs: number
  onPlay(callMs: number): void
}

const Line = memo(function Line({ line, isSpoken, offsetMs, onPlay }: LineProps) {
  const { startMs } = line
  return (
    <button
      type="button"
      disabled={startMs === null}
      data-spoken={isSpoken || undefined}
      onClick={() => startMs !== null && onPlay(startMs)}
      className={cn(
        'grid w-full grid-cols-[2.75rem_minmax(0,1fr)] gap-x-2 rounded-sm px-2 py-1.5 text-left text-sm',
        'hover:bg-accent focus-visible:-outline-offset-2 disabled:cursor-default disabled:hover:bg-transparent',
        isSpoken && 'bg-primary-soft hover:bg-primary-soft',
      )}
    >
      <span className="pt-px text-xs text-muted-foreground tabular-nums">
        {startMs === null ? '' : formatClock(toSeconds(startMs, offsetMs) * 1_000)}
      </span>
      <span className="min-w-0">
        <span className={cn('mr-1.5 text-xs font-semibold', roles[line.role].look)}>
          {roles[line.role].name}
        </span>
        <Words line={line} />
      </span>
    </button>
  )
})

function Words({ line }: { line: TranscriptLine }) {
  if (line.withheld)
    return <em className="text-muted-foreground">not kept: recording was paused</em>
  if (line.state === 'failed')
    return <em className="text-muted-foreground">could not be transcribed</em>
  const { heard, unheard } = splitHeard(line)
  return (
    <>
      {heard}
      {unheard !== '' && (
        <s className="text-muted-foreground">
          <span className="sr-only">(not heard: </span>
          {unheard}
          <span className="sr-only">)</span>
        </s>
      )}
    </>
  )
}

const roles = {
  caller: { name: 'Caller', look: 'text-foreground' },
  agent: { name: 'Agent', look: 'text-primary' },
} as const
