'use client'

import { useQuery } from '@tanstack/react-query'
import type { Recording } from '#contracts/recording.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { RecordingPlayer } from '#components/recordings/recording-player.tsx'
import {
  RecordingStateBadge,
  describeRecordingState,
} from '#components/recordings/recording-state.tsx'
import { callRecordingsQuery } from './queries.ts'

const noLines: readonly never[] = []

/** The recordings of a call, to be played above its transcript. */
export function CallRecordings({ callId }: { callId: string }) {
  const { data, error, refetch, isRefetching } = useQuery(callRecordingsQuery(callId))
  if (error) {
    return <ProblemState error={error} onRetry={() => void refetch()} retrying={isRefetching} />
  }
  const recordings = data?.items ?? []
  if (recordings.length === 0) return null
  return (
    <section aria-label="Recordings of this call" className="grid gap-3 border-b px-4 py-4 md:px-6">
      {recordings.map((recording) => (
        <CallRecording key={recording.recordingSid} recording={recording} />
      ))}
    </section>
  )
}

function CallRecording({ recording }: { recording: Recording }) {
  if (recording.state === 'ready') return <RecordingPlayer recording={recording} lines={noLines} />
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm text-muted-foreground">
      <RecordingStateBadge state={recording.state} />
      {describeRecordingState(recording.state, recording.failReason)}
    </p>
  )
}
