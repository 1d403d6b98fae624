'use client'

import type { RecordingSource } from '#contracts/recording.ts'
import { DeleteRecording } from '#components/recordings/delete-recording.tsx'
import { DownloadRecording } from '#components/recordings/download-recording.tsx'
import { missingWords } from '#components/recordings/missing-words.ts'
import { sourceWords } from '#components/recordings/source-words.ts'
import { cn } from '#components/ui/cn.ts'
import { Segment, Segmented } from '#components/ui/segmented.tsx'
import { partsOf, sourcesOf, type Track } from './choose-track.ts'
import { CopyLinkButton } from './copy-link-button.tsx'
import { useListening } from './listening-context.ts'
import { PlayerFailure } from './player-failure.tsx'
import { Transport } from './transport.tsx'
import { usePlayerState } from './use-player.ts'
import { Waveform } from './waveform.tsx'

type PlayerPanelProps = { track: Track; isSmall?: boolean; className?: string }

/** A recording with all that can be done with it: whose it is, its waveform, and what moves it. */
export function PlayerPanel({ track, isSmall = false, className }: PlayerPanelProps) {
  const { player } = useListening()
  const lengthSeconds = usePlayerState(player, (state) => state.lengthSeconds)
  const hasFailed = usePlayerState(player, (state) => state.hasFailed)
  const lengthMs =
    lengthSeconds === null ? (track.recording.durationMs ?? 0) : lengthSeconds * 1_000
  const missing = missingWords(track.recording)
  const acts = (
    <span className="ml-auto flex items-center gap-1">
      <CopyLinkButton track={track} />
      <DownloadRecording recording={track.recording} />
      <DeleteRecording recording={track.recording} />
    </span>
  )
  return (
    <div className={cn('@container grid min-w-0 gap-2', className)}>
      {!isSmall && (
        <div className="flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1">
          <WhoseRecording track={track} />
          {acts}
        </div>
      )}
      <Waveform track={track} lengthMs={lengthMs} isSmall={isSmall} />
      <Transport track={track} lengthMs={lengthMs} acts={isSmall && acts}>
        {isSmall && <SourceChoice />}
        {isSmall && <PartChoice track={track} />}
      </Transport>
      {missing !== null && <p className="text-xs text-pretty text-muted-foreground">{missing}</p>}
      {hasFailed && (
        <PlayerFailure recordingSid={track.recording.recordingSid} onRetry={player.reload} />
      )}
    </div>
  )
}

/** Who recorded it; a choice where both did. */
function WhoseRecording({ track }: { track: Track }) {
  const { tracks } = useListening()
  const { source } = track.recording
  return (
    <>
      {sourcesOf(tracks).length < 2 && (
        <p className="text-sm text-muted-foreground">Recorded by {sourceWords[source].phrase}</p>
      )}
      <SourceChoice />
      <PartChoice track={track} />
    </>
  )
}

function SourceChoice() {
  const { track, tracks, switchTo } = useListening()
  const sources = sourcesOf(tracks)
  if (track === null || sources.length < 2) return null
  return (
    <Segmented
      aria-label="Whose recording"
      value={track.recording.source}
      onValueChange={(value) => {
        const chosen = sources.find((one) => one === value)
        if (chosen !== undefined) switchTo(chosen)
      }}
    >
      {sources.map((one: RecordingSource) => (
        <Segment key={one} value={one}>
          {sourceWords[one].name}
        </Segment>
      ))}
    </Segmented>
  )
}

/** A recording that was broken off and begun again has parts, which follow each other by themselves. */
function PartChoice({ track }: { track: Track }) {
  const { tracks, openPart } = useListening()
  const parts = partsOf(tracks, track.recording.source)
  if (parts.length < 2) return null
  return (
    <Segmented
      aria-label="Part of the recording"
      value={track.recording.recordingSid}
      onValueChange={openPart}
    >
      {parts.map(({ recording }, at) => (
        <Segment
          key={recording.recordingSid}
          value={recording.recordingSid}
          aria-label={`Part ${at + 1} of ${parts.length}`}
        >
          {at === 0 ? 'Part 1' : at + 1}
        </Segment>
      ))}
    </Segmented>
  )
}
