'use client'

import { useQuery } from '@tanstack/react-query'
import type { Call } from '#contracts/call.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { systemQuery } from '#components/api/system.ts'
import { useNow } from '#components/format/use-now.ts'
import { RecordingNote } from '#components/recordings/recording-note.tsx'
import { isFinal } from '#core/call/status.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { callRecordingsQuery } from './queries.ts'
import { RecordingNow } from './recording-now.tsx'

/**
 * How the recordings of a call stand that cannot be played: that it is being
 * recorded, that they are on their way, or what became of them.
 */
export function CallRecordings({ call }: { call: Call }) {
  const { data, error, refetch, isRefetching } = useQuery(callRecordingsQuery(call.id))
  if (!isFinal(call.status)) return <RecordingNow call={call} />
  if (error) {
    return <ProblemState error={error} onRetry={() => void refetch()} retrying={isRefetching} />
  }
  if (data?.items.length === 0) return <Awaited call={call} />
  const others = (data?.items ?? []).filter(({ state }) => state !== 'ready')
  if (others.length === 0) return null
  return (
    <ul
      aria-label="Recordings that cannot be played"
      className="grid gap-2 border-b px-4 py-2.5 md:px-6"
    >
      {others.map((recording) => (
        <RecordingNote key={recording.recordingSid} recording={recording} />
      ))}
    </ul>
  )
}

/** The first news of a recording follows the end of its call; for so long the player's place is kept. */
const AWAITED_MS = 20_000

function Awaited({ call }: { call: Call }) {
  const nowMs = useNow()
  const { data } = useQuery(systemQuery)
  const isRecorded = data?.recording === true && call.config.recordedBy !== 'none'
  const endedMs = call.endedAt === null ? 0 : Date.parse(call.endedAt)
  if (!isRecorded || call.answeredAt === null || nowMs - endedMs > AWAITED_MS) return null
  return (
    <div
      role="status"
      aria-label="The recording is being put together"
      className="grid gap-2 border-b px-4 py-3 md:px-6"
    >
      <Skeleton className="h-4 w-40" />
      <Skeleton className="ml-14 h-9" />
      <Skeleton className="ml-14 h-9" />
    </div>
  )
}
