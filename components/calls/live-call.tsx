'use client'

import Link from 'next/link'
import { Maximize2 } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { isFinal } from '#core/call/status.ts'
import { PhoneNumber } from '#components/format/phone-number.tsx'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/cn.ts'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { CallStatusLabel } from './call-status.tsx'
import { CallTimer } from './call-timer.tsx'
import { callHref, remoteNumber } from './call-words.ts'
import { DirectionLabel } from './direction-label.tsx'
import { EndCallButton } from './end-call-button.tsx'
import { PartyLine } from './party-line.tsx'
import { RespondNow } from './respond-now.tsx'
import { Transcript } from './transcript.tsx'

/** One call to watch and to end, beside other things: for the desk. Its own page shows more. */
export function LiveCall({ call, className }: { call: Call; className?: string }) {
  const isUp = !isFinal(call.status)
  const headingId = `live-call-${call.id}`
  return (
    <section
      aria-labelledby={headingId}
      className={cn('flex min-h-112 min-w-0 flex-col rounded-lg border bg-card', className)}
    >
      <header className="grid gap-3 border-b px-4 py-3 md:px-6">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h2 id={headingId} className="flex items-center gap-2 text-lg font-semibold">
            <DirectionLabel direction={call.direction} iconOnly />
            <PhoneNumber number={remoteNumber(call)} />
          </h2>
          <CallStatusLabel status={call.status} className="text-sm" />
          <CallTimer call={call} className="text-sm" />
          <div className="ml-auto flex items-center gap-2">
            <Tooltip text="Open the call's page">
              <Button asChild variant="ghost" size="iconSm">
                <Link href={callHref(call)} aria-label="Open the call's page">
                  <Maximize2 aria-hidden />
                </Link>
              </Button>
            </Tooltip>
            {isUp && <EndCallButton call={call} size="sm" />}
          </div>
        </div>
        {isUp && <PartyLine call={call} />}
      </header>
      <Transcript key={call.id} call={call} />
      {isUp && <RespondNow call={call} />}
    </section>
  )
}
