'use client'

import { useQuery } from '@tanstack/react-query'
import { Lock } from 'lucide-react'
import Link from 'next/link'
import { callSchema } from '#contracts/call.ts'
import type { NumberHoldings } from '#contracts/keeping.ts'
import { pageOf } from '#contracts/page.ts'
import { fetchJson } from '#components/api/fetch-json.ts'
import { queryKeys } from '#components/api/query-keys.ts'
import { callHref, remoteNumber } from '#components/calls/call-words.ts'
import { LocalTime } from '#components/format/local-time.tsx'
import { counted } from '#components/storage/storage-words.ts'

/** The calls on a number that a legal hold keeps from being deleted. */
export function HeldCalls({ holdings }: { holdings: NumberHoldings }) {
  // All held calls are asked for, and looked through here: the number stands in no address.
  const { data } = useQuery({
    queryKey: [...queryKeys.calls, 'held'],
    queryFn: ({ signal }) =>
      fetchJson(pageOf(callSchema), '/api/calls?legalHold=true&limit=200', { signal }),
    staleTime: 0,
  })
  const calls = (data?.items ?? []).filter((call) => remoteNumber(call) === holdings.number)
  const unnamed = data === undefined ? 0 : holdings.held - calls.length
  return (
    <div className="grid gap-2 border-t bg-lamp-soft px-4 py-3 text-sm">
      <p className="flex items-start gap-2 text-lamp-text">
        <Lock aria-hidden className="mt-0.5 size-4 shrink-0" />
        {counted(holdings.held, 'call')} under a legal hold: exported with the rest, but not
        deleted.
      </p>
      <ul aria-label="Calls under a legal hold" className="grid gap-1 pl-6">
        {calls.map((call) => (
          <li key={call.id}>
            <Link
              href={callHref(call)}
              className="underline decoration-foreground/40 underline-offset-4 hover:decoration-foreground"
            >
              {call.agentName}, <LocalTime at={call.createdAt} />
            </Link>
          </li>
        ))}
        {unnamed > 0 && <li>and {counted(unnamed, 'older one')}</li>}
      </ul>
    </div>
  )
}
