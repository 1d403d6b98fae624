'use client'

import Link from 'next/link'
import { useState } from 'react'
import { ChevronLeft } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { isFinal } from '#core/call/status.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { PhoneNumber } from '#components/format/phone-number.tsx'
import { useHotkey } from '#components/shell/use-hotkey.ts'
import { CallTags } from '#components/tags/call-tags.tsx'
import { CallMenu } from './call-menu.tsx'
import { CallStatusLabel } from './call-status.tsx'
import { CallTimer } from './call-timer.tsx'
import { remoteNumber } from './call-words.ts'
import { DirectionLabel } from './direction-label.tsx'
import { EndCallButton } from './end-call-button.tsx'
import { ExportCallMenu } from './export-call-menu.tsx'
import { LegalHoldBadge } from './legal-hold-badge.tsx'
import { PartyLine } from './party-line.tsx'
import { PauseButton } from './pause-button.tsx'
import { PauseState } from './pause-state.tsx'

/** Who is on the line, how the call stands, how long it lasts, and the button that ends it. */
export function CallHeader({ call }: { call: Call }) {
  const [isEnding, setEnding] = useState(false)
  const isUp = !isFinal(call.status)
  useHotkey('e', () => {
    if (isUp) setEnding(true)
  })
  return (
    <header className="border-b px-4 pt-3 pb-4 md:px-6">
      <Link
        href="/calls"
        className="-ml-1 inline-flex items-center gap-0.5 rounded-sm py-1 pr-2 text-sm text-muted-foreground hover:text-foreground"
      >
        <ChevronLeft aria-hidden className="size-4" /> Calls
      </Link>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-semibold tracking-tight">
            <PhoneNumber number={remoteNumber(call)} withCountry />
          </h1>
          <p className="mt-0.5 text-sm text-pretty [overflow-wrap:anywhere] text-muted-foreground *:align-middle">
            <DirectionLabel direction={call.direction} /> <Dot /> <span>{call.agentName}</span>{' '}
            <Dot /> <LocalTime at={call.createdAt} className="mr-2" />
            <LegalHoldBadge call={call} />
          </p>
          <CallTags call={call} />
        </div>
        {isUp && (
          <PartyLine
            call={call}
            className="max-w-md flex-1 max-md:order-last max-md:w-full max-md:flex-none"
          />
        )}
        <div className="flex items-center gap-4 max-md:w-full max-md:justify-between md:ml-auto">
          <div className="max-md:flex max-md:items-baseline max-md:gap-3 md:text-right">
            <CallTimer call={call} className="block text-xl leading-7 font-semibold" />
            <CallStatusLabel status={call.status} className="text-sm" />
          </div>
          <div className="flex flex-wrap items-center justify-end gap-2">
            {isUp ? (
              <>
                <PauseButton call={call} />
                <EndCallButton call={call} open={isEnding} onOpenChange={setEnding} />
              </>
            ) : (
              <ExportCallMenu call={call} />
            )}
            <CallMenu call={call} />
          </div>
        </div>
      </div>
      {isUp && <PauseState call={call} className="-mx-4 mt-4 -mb-4 md:-mx-6" />}
    </header>
  )
}

function Dot() {
  return (
    <span aria-hidden className="mx-1">
      ·
    </span>
  )
}
