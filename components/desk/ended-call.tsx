'use client'

import { X } from 'lucide-react'
import Link from 'next/link'
import type { Call } from '#contracts/call.ts'
import { describeEnd } from '#core/call/end-reason.ts'
import { CallStatusLabel } from '#components/calls/call-status.tsx'
import { CallTimer } from '#components/calls/call-timer.tsx'
import { callHref, remoteNumber } from '#components/calls/call-words.ts'
import { DirectionLabel } from '#components/calls/direction-label.tsx'
import { formatPhone } from '#components/format/phone.ts'
import { Button } from '#components/ui/button.tsx'

type EndedCallProps = { call: Call; onClose(): void }

/** The head of a call that has ended: how, why, and where to find all of it. */
export function EndedCall({ call, onClose }: EndedCallProps) {
  const end = describeEnd(call.endReason ?? 'unknown')
  return (
    <div className="grid gap-1.5 border-b px-4 py-3">
      <div className="flex items-center gap-2">
        <DirectionLabel direction={call.direction} iconOnly />
        <span className="truncate font-medium">{formatPhone(remoteNumber(call))}</span>
        <Button
          variant="ghost"
          size="iconSm"
          aria-label="Take this call off the desk"
          className="ml-auto"
          onClick={onClose}
        >
          <X aria-hidden />
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
        <CallStatusLabel status={call.status} />
        <CallTimer call={call} className="tabular-nums" />
        <span>{call.agentName}</span>
        <Link
          href={callHref(call)}
          className="ml-auto text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
        >
          Open the call
        </Link>
      </div>
      <p className="text-sm text-pretty">
        <span className="font-medium">{end.title}.</span> {call.error?.message ?? end.detail}
        {call.error !== null && (
          <span className="text-muted-foreground"> (code {call.error.code})</span>
        )}
      </p>
    </div>
  )
}
