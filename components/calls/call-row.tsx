import Link from 'next/link'
import { AudioLines } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { describeEnd } from '#core/call/end-reason.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { PhoneNumber } from '#components/format/phone-number.tsx'
import { cn } from '#components/ui/cn.ts'
import { CallStatusLabel } from './call-status.tsx'
import { CallTimer } from './call-timer.tsx'
import { callHref, remoteNumber } from './call-words.ts'
import { DirectionLabel } from './direction-label.tsx'

/** The columns of the list, for the rows and their head. */
export const callColumns =
  'md:grid md:grid-cols-[8.5rem_minmax(13rem,1.3fr)_minmax(7rem,1fr)_minmax(8rem,1.2fr)_8rem_4.5rem_1.25rem] md:items-center md:gap-x-4'

/** One call of the list; all of it leads to the call's page. */
export function CallRow({ call }: { call: Call }) {
  return (
    <li className="border-b border-border/60 last:border-b-0">
      <Link
        href={callHref(call)}
        className={cn(
          'grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 px-4 py-2.5 hover:bg-accent/60 focus-visible:-outline-offset-2 md:min-h-11 md:px-6 md:py-1.5',
          callColumns,
        )}
      >
        <CallStatusLabel status={call.status} className="text-sm max-md:order-3" />
        <span className="flex items-center gap-1.5 font-medium max-md:order-1">
          <DirectionLabel direction={call.direction} iconOnly />
          <PhoneNumber number={remoteNumber(call)} />
        </span>
        <span className="truncate text-sm text-muted-foreground max-md:hidden">
          {call.agentName}
        </span>
        <span className="truncate text-sm text-muted-foreground max-md:hidden">
          {call.endReason && describeEnd(call.endReason).title}
        </span>
        <LocalTime
          at={call.createdAt}
          className="text-sm text-muted-foreground max-md:order-2 max-md:text-right"
        />
        <CallTimer call={call} className="text-right text-sm max-md:order-4" />
        <span className="max-md:hidden">
          {call.hasRecording && (
            <>
              <AudioLines aria-hidden className="size-4 text-muted-foreground" />
              <span className="sr-only">Has a recording</span>
            </>
          )}
        </span>
      </Link>
    </li>
  )
}
