'use client'

import { useState, type ComponentProps, type KeyboardEvent } from 'react'
import type { Recording } from '#contracts/recording.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { ProblemState } from '#components/api/problem-state.tsx'
import { useTranscript } from '#components/calls/use-call.ts'
import { formatPhone } from '#components/format/phone.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { PlayerControls } from './player-controls.tsx'
import { PlayerFailure } from './player-failure.tsx'
import { playerKey } from './player-time.ts'
import { audioUrl } from './queries.ts'
import { RecordedLines } from './recorded-lines.tsx'
import { usePlayer } from './use-player.ts'
import { useRecordingOffset } from './use-recording-offset.ts'

type RecordingPlayerProps = {
  recording: Recording
  /** The call's transcript where it is at hand; left out, the player reads it itself. Empty: none is shown. */
  lines?: readonly TranscriptLine[]
  /** Begins to play as soon as it stands on the page. */
  autoPlay?: boolean
}

/**
 * Plays a recording that is ready, with its transcript beside it where there is
 * room and below it where there is not. Sound is streamed: a seek loads only
 * what it needs. Space plays and pauses; arrows move 5 s, with Shift 15 s.
 */
export function RecordingPlayer(props: RecordingPlayerProps) {
  const { recording, autoPlay = false } = props
  const player = usePlayer()
  const offsetMs = useRecordingOffset(recording)
  const lengthSeconds = player.lengthSeconds ?? (recording.durationMs ?? 0) / 1_000
  const [preview, setPreview] = useState<number | null>(null)

  const onKey = (event: KeyboardEvent) => {
    if (isForControl(event)) return
    const act = playerKey(event, { seconds: player.seconds, lengthSeconds })
    if (act === null || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    if (act === 'toggle') player.toggle()
    else player.seek(act)
  }
  return (
    <div
      role="group"
      aria-label={`Player: ${describe(recording)}`}
      onKeyDownCapture={onKey}
      className="@container"
    >
      {/* The transcript beside it stands for captions, and is easier to read than they are. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <audio
        ref={player.ref}
        src={audioUrl(recording.recordingSid)}
        aria-label={`Recording: ${describe(recording)}`}
        preload="metadata"
        autoPlay={autoPlay}
      />
      <div className="grid gap-3 @2xl:grid-cols-[minmax(18rem,22rem)_minmax(0,1fr)] @2xl:gap-6">
        <div className="grid content-start gap-2">
          <PlayerControls
            player={player}
            recording={recording}
            lengthSeconds={lengthSeconds}
            preview={preview}
            onPreview={setPreview}
          />
          {player.hasFailed && (
            <PlayerFailure recordingSid={recording.recordingSid} onRetry={player.reload} />
          )}
        </div>
        <LinesBeside
          callId={recording.callId}
          lines={props.lines}
          seconds={preview ?? player.seconds}
          hasBegun={player.seconds > 0 || player.isPlaying}
          offsetMs={offsetMs}
          onSeek={(seconds) => {
            player.seek(seconds)
            player.play()
          }}
        />
      </div>
    </div>
  )
}

type LinesBesideProps = Omit<ComponentProps<typeof RecordedLines>, 'lines'> & {
  callId: string
  lines: readonly TranscriptLine[] | undefined
}

/** The lines that were handed in, or else the call's own. */
function LinesBeside({ callId, lines, ...rest }: LinesBesideProps) {
  if (lines === undefined) return <OwnLines callId={callId} {...rest} />
  return lines.length === 0 ? null : <RecordedLines lines={lines} {...rest} />
}

function OwnLines({ callId, ...rest }: Omit<LinesBesideProps, 'lines'>) {
  const { lines, isPending, error, refetch } = useTranscript(callId)
  if (lines.length > 0) return <RecordedLines lines={lines} {...rest} />
  if (error) return <ProblemState error={error} onRetry={() => void refetch()} />
  if (isPending)
    return (
      <div role="status" aria-label="Loading the transcript">
        <Skeleton className="h-24" />
      </div>
    )
  return (
    <p className="text-xs text-muted-foreground">Nothing was said, or transcription was off.</p>
  )
}

/** Space on a button presses it; a select has its own use for arrows. */
function isForControl(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest('[role="combobox"], [role="listbox"], [role="alertdialog"], select'))
    return true
  return event.key === ' ' && target?.closest('button, a') !== null
}

function describe({ direction, from, to }: Recording): string {
  return direction === 'inbound' ? `call from ${formatPhone(from)}` : `call to ${formatPhone(to)}`
}
