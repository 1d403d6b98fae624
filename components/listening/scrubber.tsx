'use client'

import { useState, type PointerEvent } from 'react'
import { formatClock, spokenDuration } from '#components/format/duration.ts'
import { toCallMs } from './call-clock.ts'
import type { Track } from './choose-track.ts'
import { useListening } from './listening-context.ts'
import { placeWords } from './place-words.ts'
import { usePlayerState } from './use-player.ts'

/** What is said over a place of the waveform, in px from its left end. */
export type Hint = { atPx: number; time: string; words: string }

type ScrubberProps = {
  track: Track
  lengthMs: number
  widthPx: number
  hint: Hint | null
  onHint(hint: Hint | null): void
}

/** The place in a recording, over its waveform: pointed at, it tells what is there; pressed or dragged, it goes there. */
export function Scrubber({ track, lengthMs, widthPx, hint, onHint }: ScrubberProps) {
  const { player, lines, marks, goTo } = useListening()
  const [dragMs, setDragMs] = useState<number | null>(null)
  const seconds = usePlayerState(player, (state) => Math.floor(state.seconds))

  const pointedMs = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return Math.min(Math.max((event.clientX - left) / width, 0), 1) * lengthMs
  }
  const point = (event: PointerEvent<HTMLElement>) => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const role = event.clientY < top + height / 2 ? ('caller' as const) : ('agent' as const)
    const ms = pointedMs(event)
    const words = placeWords(toCallMs(ms / 1_000, track.offsetMs), { lines, marks, role })
    onHint({ atPx: (ms / lengthMs) * widthPx, time: formatClock(ms), words })
    if (dragMs !== null) setDragMs(ms)
  }
  const letGo = (event: PointerEvent<HTMLElement>) => {
    if (dragMs === null) return
    setDragMs(null)
    goTo(toCallMs(pointedMs(event) / 1_000, track.offsetMs))
    if (event.pointerType !== 'mouse') onHint(null)
  }
  return (
    <>
      <div
        role="slider"
        data-scrubber
        tabIndex={0}
        aria-label="Place in the recording"
        aria-valuemin={0}
        aria-valuemax={Math.round(lengthMs / 1_000)}
        aria-valuenow={seconds}
        aria-valuetext={`${spokenDuration(seconds * 1_000)} of ${spokenDuration(lengthMs)}`}
        className="absolute inset-0 cursor-pointer touch-pan-y rounded-sm"
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setDragMs(pointedMs(event))
          point(event)
        }}
        onPointerMove={point}
        onPointerUp={letGo}
        onPointerCancel={() => setDragMs(null)}
        onPointerLeave={() => dragMs === null && onHint(null)}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-(--played) -ml-px w-0.5 rounded-full bg-foreground"
      />
      {dragMs !== null && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 -ml-px w-0.5 bg-ring"
          style={{ left: `${(dragMs / lengthMs) * 100}%` }}
        />
      )}
      {hint && <HintBubble hint={hint} widthPx={widthPx} />}
    </>
  )
}

/** Stays within the waveform; it says nothing that transcript and marks do not say as well. */
function HintBubble({ hint, widthPx }: { hint: Hint; widthPx: number }) {
  const half = Math.min(HINT_PX, widthPx) / 2
  const centre = Math.min(Math.max(hint.atPx, half), Math.max(half, widthPx - half))
  return (
    <>
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 w-px bg-foreground/40"
        style={{ left: hint.atPx }}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute top-full z-10 mt-1 flex justify-center"
        style={{ left: centre - half, width: half * 2 }}
      >
        <span className="max-w-full truncate rounded-md bg-foreground px-2 py-1 text-xs text-background shadow-overlay">
          <span className="font-medium tabular-nums">{hint.time}</span>
          {hint.words !== '' && ` ${hint.words}`}
        </span>
      </span>
    </>
  )
}

const HINT_PX = 352
