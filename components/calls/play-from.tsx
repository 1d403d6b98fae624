import { Play } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { formatClock, spokenDuration } from '#components/format/duration.ts'

type PlayFromProps = {
  /** On the call's clock. */
  startMs: number
  /** Tab stops here; the arrow keys lead to the other lines. */
  isEntry: boolean
}

/** When a line began, as the button that plays it: the click is the whole line's (transcript-row.tsx). */
export function PlayFrom({ startMs, isEntry }: PlayFromProps) {
  return (
    <button
      type="button"
      data-play-from
      tabIndex={isEntry ? 0 : -1}
      aria-label={`Play from ${spokenDuration(startMs)}`}
      onKeyDown={moveAmongLines}
      className="relative -mr-1 flex h-5 items-start justify-end self-start rounded-sm pr-1 font-mono text-xs text-muted-foreground group-hover/line:text-primary group-data-spoken/line:text-primary pointer-coarse:h-8"
    >
      <Play
        aria-hidden
        className="absolute top-1 -left-0.5 size-2.5 fill-current opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100"
      />
      <span className="pt-px">{formatClock(startMs)}</span>
    </button>
  )
}

function moveAmongLines(event: KeyboardEvent<HTMLButtonElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const box = event.currentTarget.closest('[role="log"]')
  if (step === 0 || box === null) return
  const lines = [...box.querySelectorAll<HTMLElement>('[data-play-from]')]
  const next = lines[lines.indexOf(event.currentTarget) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
