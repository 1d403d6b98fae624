import type { Call } from '#contracts/call.ts'
import { formatExactly, formatTimeOfDay } from '#components/format/time.ts'
import { CallStatusLabel } from './call-status.tsx'

/** Every status a call went through, and when. */
export function StatusHistory({ call }: { call: Call }) {
  return (
    <ol aria-label="Status history" className="text-sm">
      {call.statusHistory.map(({ status, at }) => (
        <li
          key={`${status} ${at}`}
          className="flex justify-between gap-4 border-b border-border/60 py-2 last:border-b-0"
        >
          <CallStatusLabel
            status={status}
            // These are past: nothing is lit or breathes here any more.
            className="font-normal text-foreground [&_svg]:animate-none"
          />
          <time dateTime={at} title={formatExactly(at)} className="text-muted-foreground">
            {formatTimeOfDay(at)}
          </time>
        </li>
      ))}
    </ol>
  )
}
