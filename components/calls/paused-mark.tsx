import { CirclePause } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { isFinal } from '#core/call/status.ts'

/** That nothing of a live call is recorded at the moment, where there is room for a word. */
export function PausedMark({ call }: { call: Call }) {
  if (call.pausedBy === null || isFinal(call.status)) return null
  return (
    <span className="inline-flex shrink-0 items-center gap-1 rounded-sm bg-lamp-soft px-1.5 text-xs font-medium text-lamp-text">
      <CirclePause aria-hidden className="size-3.5" />
      <span className="sr-only">Recording:</span> Paused
    </span>
  )
}
