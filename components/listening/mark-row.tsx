'use client'

import { CirclePause, Scissors, Unplug } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { formatClock, spokenDuration } from '#components/format/duration.ts'
import { cn } from '#components/ui/cn.ts'
import { toSeconds } from './call-clock.ts'
import type { Track } from './choose-track.ts'
import { useListening } from './listening-context.ts'
import { groupMarks, type Mark } from './marks.ts'
import type { Hint } from './scrubber.tsx'

type MarkRowProps = {
  marks: readonly Mark[]
  track: Track
  lengthMs: number
  widthPx: number
  onHint(hint: Hint | null): void
}

/**
 * What is marked on a recording, as small buttons over their places: each says
 * what it is and plays from just before it. Tab stops at the first, left and
 * right are the player's, so up and down lead to the others.
 */
export function MarkRow({ marks, track, lengthMs, widthPx, onHint }: MarkRowProps) {
  const { playFrom } = useListening()
  if (marks.length === 0 || widthPx === 0) return null
  const groups = groupMarks(marks, (MARK_PX / widthPx) * lengthMs)
  return (
    <>
      <span className="flex h-7 items-center justify-end text-xs text-muted-foreground">Marks</span>
      <ul aria-label="Marked on the recording" className="relative h-7">
        {groups.map((group, at) => {
          const [first] = group
          if (first === undefined) return null
          const ms = toSeconds(first.startMs, track.offsetMs) * 1_000
          const atPx = Math.min((ms / lengthMs) * widthPx, widthPx)
          const words = group.map((mark) => mark.words).join('. ')
          const show = () => onHint({ atPx, time: formatClock(ms), words })
          return (
            <li key={first.key}>
              <button
                type="button"
                data-mark
                tabIndex={at === 0 ? 0 : -1}
                aria-label={`At ${spokenDuration(ms)}: ${words}`}
                onKeyDown={moveAmongMarks}
                onClick={() => playFrom(first.startMs - LEAD_MS)}
                onPointerEnter={show}
                onFocus={show}
                onPointerLeave={() => onHint(null)}
                onBlur={() => onHint(null)}
                className={cn(
                  'absolute top-0.5 flex h-6 items-center justify-center gap-0.5 rounded-sm text-2xs font-medium hover:bg-accent',
                  looks[first.kind],
                )}
                style={{
                  left: Math.min(Math.max(0, atPx - MARK_PX / 2), widthPx - MARK_PX),
                  width: MARK_PX,
                }}
              >
                <MarkIcon kind={first.kind} />
                {group.length > 1 && group.length}
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** Stretches in which nothing was kept are hatched through both lanes; breaks are framed; a cut is a line at the agent's. */
export function MarkBands({
  marks,
  track,
  lengthMs,
}: Pick<MarkRowProps, 'marks' | 'track' | 'lengthMs'>) {
  const at = (callMs: number) =>
    Math.min(100, (toSeconds(callMs, track.offsetMs) * 100_000) / Math.max(1, lengthMs))
  return marks.map((mark) => {
    const left = at(mark.startMs)
    const width = at(mark.endMs) - left
    return (
      <span
        key={mark.key}
        aria-hidden
        className={cn(
          'pointer-events-none absolute flex items-center justify-center overflow-hidden',
          bands[mark.kind],
        )}
        style={{ left: `${left}%`, width: mark.kind === 'cut' ? undefined : `max(2px, ${width}%)` }}
      >
        {mark.kind === 'pause' && width > 8 && (
          <span className="rounded-sm bg-card px-1.5 text-xs text-muted-foreground">
            Not recorded
          </span>
        )}
      </span>
    )
  })
}

function MarkIcon({ kind }: { kind: Mark['kind'] }) {
  const look = { 'aria-hidden': true, className: 'size-3.5 shrink-0' }
  if (kind === 'cut') return <Scissors {...look} />
  return kind === 'pause' ? <CirclePause {...look} /> : <Unplug {...look} />
}

const looks: Record<Mark['kind'], string> = {
  cut: 'text-danger',
  pause: 'text-muted-foreground',
  break: 'text-lamp-text',
}

const bands: Record<Mark['kind'], string> = {
  cut: 'top-1/2 bottom-0 -ml-px w-0.5 bg-danger',
  pause: 'hatched inset-y-0 border-x border-input',
  break: 'inset-y-0 border-x border-lamp bg-lamp/15',
}

/** A mark is easier to understand with what led to it. */
const LEAD_MS = 2_000
const MARK_PX = 26

function moveAmongMarks(event: KeyboardEvent<HTMLButtonElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const row = event.currentTarget.closest('ul')
  if (step === 0 || row === null) return
  const marks = [...row.querySelectorAll<HTMLElement>('[data-mark]')]
  const next = marks[marks.indexOf(event.currentTarget) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
