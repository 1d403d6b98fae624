'use client'

import { useMemo, useRef, type ReactNode } from 'react'
import type { Recording } from '#contracts/recording.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { useTranscript } from '#components/calls/use-call.ts'
import { formatPhone } from '#components/format/phone.ts'
import { useListening } from '#components/listening/listening-context.ts'
import { ListeningProvider } from '#components/listening/listening-provider.tsx'
import { marksOf } from '#components/listening/marks.ts'
import { PlayerPanel } from '#components/listening/player-panel.tsx'
import { RecordedLines } from '#components/listening/recorded-lines.tsx'
import { usePlayerKeys } from '#components/listening/use-player-keys.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'

/**
 * Plays a recording of a list at once, with its transcript beside it where there
 * is room and below it where there is not. Its keys work while the focus is in it.
 */
export function RecordingPlayer({ recording }: { recording: Recording }) {
  const transcript = useTranscript(recording.callId)
  const recordings = useMemo(() => [recording], [recording])
  const marks = useMemo(() => marksOf(transcript.lines, [], 0), [transcript.lines])
  return (
    <ListeningProvider
      callId={recording.callId}
      recordings={recordings}
      lines={transcript.lines}
      marks={marks}
      autoPlay
    >
      <KeyedPlayer recording={recording}>
        {transcript.lines.length > 0 ? (
          <RecordedLines />
        ) : transcript.error ? (
          <ProblemState error={transcript.error} onRetry={() => void transcript.refetch()} />
        ) : transcript.isPending ? (
          <div role="status" aria-label="Loading the transcript">
            <Skeleton className="h-24" />
          </div>
        ) : (
          <p className="text-xs text-muted-foreground">
            Nothing was said, or transcription was off.
          </p>
        )}
      </KeyedPlayer>
    </ListeningProvider>
  )
}

type KeyedPlayerProps = { recording: Recording; children: ReactNode }

function KeyedPlayer({ recording, children }: KeyedPlayerProps) {
  const listening = useListening()
  const group = useRef<HTMLDivElement>(null)
  usePlayerKeys(listening, group)
  const { direction, from, to } = recording
  const call =
    direction === 'inbound' ? `call from ${formatPhone(from)}` : `call to ${formatPhone(to)}`
  return (
    <div ref={group} role="group" aria-label={`Player: ${call}`} className="@container">
      <div className="grid gap-3 @3xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] @3xl:gap-6">
        {listening.track && (
          <PlayerPanel track={listening.track} isSmall className="content-start" />
        )}
        {children}
      </div>
    </div>
  )
}
