'use client'

import { LoaderCircle, Pause, Play } from 'lucide-react'
import type { Recording } from '#contracts/recording.ts'
import { formatClock, spokenDuration } from '#components/format/duration.ts'
import { Button } from '#components/ui/button.tsx'
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx'
import { Slider } from '#components/ui/slider.tsx'
import { DeleteRecording } from './delete-recording.tsx'
import { DownloadRecording } from './download-recording.tsx'
import type { Player } from './use-player.ts'

type PlayerControlsProps = {
  player: Player
  recording: Recording
  lengthSeconds: number
  /** Where the slider's thumb is while it is dragged; the sound follows when it is let go. */
  preview: number | null
  onPreview(seconds: number | null): void
}

/** Play, place, speed, and what else can be done with a recording. */
export function PlayerControls(props: PlayerControlsProps) {
  const { player, recording, lengthSeconds, preview, onPreview } = props
  const seconds = preview ?? player.seconds
  const place = `${spokenDuration(seconds * 1_000)} of ${spokenDuration(lengthSeconds * 1_000)}`
  return (
    <div className="grid gap-2">
      <div className="flex items-center gap-3">
        <Button
          variant="primary"
          size="icon"
          className="rounded-full"
          aria-label={player.isPlaying ? 'Pause' : 'Play'}
          onClick={player.toggle}
        >
          <PlayIcon player={player} />
        </Button>
        <Slider
          aria-label="Place in the recording"
          valueText={place}
          min={0}
          max={Math.max(lengthSeconds, 0.1)}
          step={0.1}
          value={[Math.min(seconds, lengthSeconds)]}
          onValueChange={([value]) => onPreview(value ?? null)}
          onValueCommit={([value]) => {
            if (value !== undefined) player.seek(value)
            onPreview(null)
          }}
        />
        <span className="shrink-0 text-xs text-muted-foreground tabular-nums">
          <span className="text-foreground">{formatClock(seconds * 1_000)}</span> /{' '}
          {formatClock(lengthSeconds * 1_000)}
        </span>
      </div>
      <div className="flex items-center gap-1">
        <Select
          value={String(player.speed)}
          onValueChange={(speed) => player.setSpeed(Number(speed))}
        >
          <SelectTrigger
            aria-label="Playing speed"
            className="h-7 w-20 px-2 text-sm pointer-coarse:h-10"
          />
          <SelectContent>
            {speeds.map((speed) => (
              <SelectItem key={speed} value={String(speed)}>
                {speed}×
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <span className="ml-auto flex gap-1">
          <DownloadRecording recording={recording} />
          <DeleteRecording recording={recording} />
        </span>
      </div>
    </div>
  )
}

const speeds = [0.75, 1, 1.25, 1.5, 2]

function PlayIcon({ player }: { player: Player }) {
  if (player.isWaiting) return <LoaderCircle aria-hidden className="animate-spin" />
  return player.isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />
}
