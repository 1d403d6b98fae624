import { AudioLines, Lock } from 'lucide-react'
import Link from 'next/link'
import type { CallColumn } from '#contracts/call-list.ts'
import type { Call } from '#contracts/call.ts'
import { describeEnd } from '#core/call/end-reason.ts'
import { CallStatusLabel } from '#components/calls/call-status.tsx'
import { CallTimer } from '#components/calls/call-timer.tsx'
import { callHref, remoteNumber } from '#components/calls/call-words.ts'
import { PausedMark } from '#components/calls/paused-mark.tsx'
import { DirectionLabel } from '#components/calls/direction-label.tsx'
import { LocalTime } from '#components/format/local-time.tsx'
import { PhoneNumber } from '#components/format/phone-number.tsx'
import { TagList } from '#components/tags/tag-list.tsx'
import { firstExpiry, tokensOf } from './call-figures.ts'

type CallCellProps = { call: Call; column: CallColumn }

/** What a column says of a call. */
export function CallCell({ call, column }: CallCellProps) {
  switch (column) {
    case 'status':
      return (
        <span className="flex flex-wrap items-center gap-x-2">
          <CallStatusLabel status={call.status} className="text-sm" />
          <PausedMark call={call} />
        </span>
      )
    case 'number':
      return <CallLink call={call} />
    case 'direction':
      return <DirectionLabel direction={call.direction} className="flex text-sm" />
    case 'agent':
      return (
        <span className="block truncate text-sm text-muted-foreground">
          <bdi>{call.agentName}</bdi>
        </span>
      )
    case 'endReason':
      return (
        <span className="block truncate text-sm text-muted-foreground">
          {call.endReason && describeEnd(call.endReason).title}
        </span>
      )
    case 'tags':
      return <TagList tags={call.tags} />
    case 'started':
      return (
        <LocalTime at={call.createdAt} className="block truncate text-sm text-muted-foreground" />
      )
    case 'duration':
      return <CallTimer call={call} className="block text-right text-sm" />
    case 'cost':
      return (
        <span className="block text-right text-sm text-muted-foreground">{tokensOf(call)}</span>
      )
    case 'expires':
      return <Expiry call={call} />
    case 'recording':
      return call.hasRecording ? <HasRecording /> : null
  }
}

/** The number, and the way to the call's page: all of the row is part of this link. */
function CallLink({ call }: { call: Call }) {
  return (
    <Link
      href={callHref(call)}
      data-row
      className="flex items-center gap-1.5 font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-ring"
    >
      <DirectionLabel direction={call.direction} iconOnly />
      <PhoneNumber number={remoteNumber(call)} className="min-w-0 truncate" />
    </Link>
  )
}

function HasRecording() {
  return (
    <>
      <AudioLines aria-hidden className="size-4 text-muted-foreground" />
      <span className="sr-only">Has a recording</span>
    </>
  )
}

/** When retention deletes something of it first, or that a hold keeps all of it. */
function Expiry({ call }: { call: Call }) {
  if (call.legalHold) {
    return (
      <span className="flex items-center gap-1 text-sm text-muted-foreground">
        <Lock aria-hidden className="size-3.5" /> On hold
      </span>
    )
  }
  const at = firstExpiry(call)
  return at && <LocalTime at={at} className="block truncate text-sm text-muted-foreground" />
}
