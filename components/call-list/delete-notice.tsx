'use client'

import { Lock, X } from 'lucide-react'
import Link from 'next/link'
import { callHref, remoteNumber } from '#components/calls/call-words.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { PhoneNumber } from '#components/format/phone-number.tsx'
import { Button } from '#components/ui/button.tsx'
import { outcomeWords, type DeleteOutcome } from './delete-outcome.ts'

type DeleteNoticeProps = { outcome: DeleteOutcome; onClose(): void }

/** What became of calls that were deleted, with those by name that a hold keeps. */
export function DeleteNotice({ outcome, onClose }: DeleteNoticeProps) {
  return (
    <section
      role="status"
      aria-label="What was deleted"
      className="mx-4 mb-4 flex items-start gap-3 rounded-lg border bg-card p-3 md:mx-6"
    >
      <div className="grid min-w-0 flex-1 gap-2">
        <p className="text-sm">{outcomeWords(outcome)}</p>
        {outcome.held.length > 0 && (
          <ul
            aria-label="Held calls"
            className="flex max-h-32 flex-wrap gap-x-4 gap-y-1 overflow-y-auto"
          >
            {outcome.held.map((call) => (
              <li key={call.id} className="flex items-center gap-1.5 text-sm">
                <Lock aria-hidden className="size-3.5 text-muted-foreground" />
                <Link href={callHref(call)} className="text-primary underline underline-offset-4">
                  <PhoneNumber number={remoteNumber(call)} />
                </Link>
                <LocalTime at={call.createdAt} className="text-muted-foreground" />
              </li>
            ))}
          </ul>
        )}
      </div>
      <Button variant="ghost" size="iconSm" aria-label="Close" onClick={onClose}>
        <X aria-hidden />
      </Button>
    </section>
  )
}
