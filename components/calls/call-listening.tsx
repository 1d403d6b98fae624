'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useMemo, type ReactNode } from 'react'
import type { Call } from '#contracts/call.ts'
import { parseListenLink } from '#components/listening/listen-link.ts'
import { useListening } from '#components/listening/listening-context.ts'
import { ListeningProvider } from '#components/listening/listening-provider.tsx'
import { marksOf } from '#components/listening/marks.ts'
import { usePlayerKeys } from '#components/listening/use-player-keys.ts'
import { isFinal } from '#core/call/status.ts'
import { callRecordingsQuery } from './queries.ts'
import { useTranscript } from './use-call.ts'
import { useHappenings } from './use-happenings.ts'

/** Lets everything on a call's page listen to it, once it has ended, and be moved by keys and by the address. */
export function CallListening({ call, children }: { call: Call; children: ReactNode }) {
  const { data } = useQuery(callRecordingsQuery(call.id))
  const { lines } = useTranscript(call.id)
  const { happenings } = useHappenings(call)
  const search = useSearchParams()
  const link = useMemo(() => parseListenLink(search), [search])
  const marks = useMemo(
    () => marksOf(lines, happenings, call.durationMs ?? Number.MAX_SAFE_INTEGER),
    [lines, happenings, call.durationMs],
  )
  const isUp = !isFinal(call.status)
  return (
    <ListeningProvider
      callId={call.id}
      recordings={isUp ? none : (data?.items ?? none)}
      lines={lines}
      marks={marks}
      link={link}
    >
      <Keys />
      {children}
    </ListeningProvider>
  )
}

const none: readonly never[] = []

function Keys() {
  usePlayerKeys(useListening(), null)
  return null
}
