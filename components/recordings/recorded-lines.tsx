'use client'

import { useEffect, useRef } from 'react'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { splitHeard } from '#components/calls/split-heard.ts'
import { formatClock } from '#components/format/duration.ts'
import { cn } from '#components/ui/cn.ts'
import { ScrollArea } from '#components/ui/scroll-area.tsx'
import { lineAt, lineSeconds } from './player-time.ts'

type RecordedLinesProps = {
  lines: readonly TranscriptLine[]
  seconds: number
  hasBegun: boolean
  offsetMs: number
  onSeek(seconds: number): void
}

/** The transcript beside the player: a line leads to its place in the sound, the current one is lit. */
export function RecordedLines(props: RecordedLinesProps) {
  const { lines, seconds, offsetMs } = props
  const current = props.hasBegun ? lineAt(lines, seconds, offsetMs) : null
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (current !== null) keepInView(box.current)
  }, [current])
  return (
    <ScrollArea
      ref={box}
      label="Transcript of the recording"
      className="relative max-h-56 rounded-md border xl:max-h-44 @2xl:max-h-96"
    >
      <ol className="p-1">
        {lines.map((line) => (
          <li key={line.itemId} aria-current={line === current || undefined}>
            <Line
              line={line}
              isCurrent={line === current}
              offsetMs={offsetMs}
              onSeek={props.onSeek}
            />
          </li>
        ))}
      </ol>
    </ScrollArea>
  )
}

type LineProps = {
  line: TranscriptLine
  isCurrent: boolean
  offsetMs: number
  onSeek(seconds: number): void
}

function Line({ line, isCurrent, offsetMs, onSeek }: LineProps) {
  const begins = lineSeconds(line, offsetMs)
  return (
    <button
      type="button"
      disabled={begins === null}
      data-current={isCurrent || undefined}
      onClick={() => begins !== null && onSeek(begins)}
      className={cn(
        'grid w-full grid-cols-[2.75rem_minmax(0,1fr)] gap-x-2 rounded-sm px-2 py-1.5 text-left text-sm',
        'hover:bg-accent focus-visible:-outline-offset-2 disabled:cursor-default disabled:hover:bg-transparent',
        isCurrent && 'bg-primary-soft hover:bg-primary-soft',
      )}
    >
      <span className="pt-px text-xs text-muted-foreground tabular-nums">
        {begins === null ? '' : formatClock(begins * 1_000)}
      </span>
      <span className="min-w-0">
        <span className={cn('mr-1.5 text-xs font-semibold', roles[line.role].look)}>
          {roles[line.role].name}
        </span>
        <Words line={line} />
      </span>
    </button>
  )
}

function Words({ line }: { line: TranscriptLine }) {
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
  caller: { name: 'Caller', look: 'text-lamp-text' },
  agent: { name: 'Agent', look: 'text-primary' },
  operator: { name: 'Operator', look: 'text-muted-foreground' },
} as const

/** Scrolls the box alone, never the page, and only as far as it must. */
function keepInView(box: HTMLElement | null) {
  const line = box?.querySelector<HTMLElement>('[data-current]')
  if (!box || !line) return
  const above = line.offsetTop - box.scrollTop
  const below = above + line.offsetHeight - box.clientHeight
  if (above < 0) box.scrollTo({ top: line.offsetTop - 8 })
  else if (below > 0) box.scrollTo({ top: box.scrollTop + below + 8 })
}
