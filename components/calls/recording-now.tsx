'use client'

import { useQuery } from '@tanstack/react-query'
import { Mic } from 'lucide-react'
import type { Call } from '#contracts/call.ts'
import { systemQuery } from '#components/api/system.ts'
import { sourceWords } from '#components/recordings/source-words.ts'
import { recordersOf } from './recorders.ts'

/** That a call which is up is being recorded, and by whom; not while that is paused. */
export function RecordingNow({ call }: { call: Call }) {
  const { data } = useQuery(systemQuery)
  const recorders = recordersOf(call, data?.recording === true)
  if (recorders.length === 0 || call.pausedBy !== null) return null
  const names = recorders.map((source) => sourceWords[source].phrase).join(' and ')
  return (
    <p className="flex items-center gap-2 border-b px-4 py-2 text-sm text-muted-foreground md:px-6">
      <Mic aria-hidden className="size-4 shrink-0 animate-lamp text-danger" />
      <span>
        <span className="font-medium text-foreground">Being recorded</span> by {names}; it can be
        played as soon as the call has ended.
      </span>
    </p>
  )
}
