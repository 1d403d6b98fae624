'use client'

import Link from 'next/link'
import type { Call } from '#contracts/call.ts'
import { useMe } from '#components/access/use-me.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { isFinal } from '#core/call/status.ts'
import { FactList } from './fact-list.tsx'
import { LegalHoldBadge } from './legal-hold-badge.tsx'

/** Until when what of a call is kept. */
export function KeptUntil({ call }: { call: Call }) {
  const { may } = useMe()
  const { expires, legalHold, transcriptDeletedAt } = call
  const facts = [
    {
      name: 'Recordings',
      value: call.hasRecording ? <Until at={expires.recordings} call={call} /> : 'None',
    },
    {
      name: 'Transcript',
      value:
        transcriptDeletedAt === null ? (
          <Until at={expires.transcript} call={call} />
        ) : (
          <>
            Deleted <LocalTime at={transcriptDeletedAt} />
          </>
        ),
    },
    { name: 'Call', value: <Until at={expires.call} call={call} /> },
  ]
  return (
    <>
      {legalHold && (
        <p className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-pretty">
          <LegalHoldBadge call={call} /> Spared from every deletion until an owner lifts it.
        </p>
      )}
      <FactList facts={facts} />
      {may('admin') && (
        <Link
          href="/settings/keeping"
          className="mt-2 inline-block text-sm text-primary underline decoration-primary/40 underline-offset-4 hover:decoration-primary"
        >
          Change for how long things are kept
        </Link>
      )}
    </>
  )
}

function Until({ at, call }: { at: string | null; call: Call }) {
  if (call.legalHold) return <>Kept while the hold lasts</>
  if (at !== null)
    return (
      <>
        Kept until <LocalTime at={at} />
      </>
    )
  return isFinal(call.status) ? <>Kept for ever</> : <>Told when the call has ended</>
}
