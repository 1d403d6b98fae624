import { formatClock, spokenDuration } from '#components/format/duration.ts'

/** When something began, from the start of the stream in ms; empty while that is unknown. */
export function StartTime({ startMs }: { startMs: number | null }) {
  if (startMs === null) return <span />
  return (
    <span className="pt-px text-right font-mono text-xs text-muted-foreground">
      <span aria-hidden>{formatClock(startMs)}</span>
      <span className="sr-only">{spokenDuration(startMs)} from the start</span>
    </span>
  )
}
