'use client'

import { LoaderCircle, Pause, Play, SkipBack, SkipForward } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatClock } from '#components/format/duration.ts'
import { Button } from '#components/ui/button.tsx'
import { Segment, Segmented } from '#components/ui/segmented.tsx'
import { Select, SelectContent, SelectItem, SelectTrigger } from '#components/ui/select.tsx'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { toCallMs } from './call-clock.ts'
import type { Track } from './choose-track.ts'
import { useListening } from './listening-context.ts'
import type { Hearing } from './side-mixer.ts'
import { speeds } from './speeds.ts'
import { turnStart } from './spoken-lines.ts'
import { usePlayerState } from './use-player.ts'
import { VolumeControl } from './volume-control.tsx'

type TransportProps = {
  track: Track
  lengthMs: number
  /** What else can be done with it, at the end of the first row. */
  acts: ReactNode
  /** Further choices. */
  children: ReactNode
}

/** What moves a recording: play, turns, whom one hears, how fast and how loud. */
export function Transport({ track, lengthMs, acts, children }: TransportProps) {
  const { player } = useListening()
  const speed = usePlayerState(player, (state) => state.speed)
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="flex items-center gap-1">
        <TurnButton track={track} step={-1} />
        <PlayButton />
        <TurnButton track={track} step={1} />
      </div>
      <Clock lengthMs={lengthMs} />
      {acts}
      <div className="flex flex-wrap items-center gap-2 @lg:ml-auto @lg:gap-x-3">
        {track.recording.channels === 2 && <HearingChoice />}
        <Select value={String(speed)} onValueChange={(value) => player.setSpeed(Number(value))}>
          <SelectTrigger
            aria-label="Playing speed"
            className="h-7 w-18 gap-1 px-2 text-sm @lg:w-20 pointer-coarse:h-10"
          />
          <SelectContent>
            {speeds.map((value) => (
              <SelectItem key={value} value={String(value)}>
                {value}×
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        <VolumeControl />
        {children}
      </div>
    </div>
  )
}

function PlayButton() {
  const { player } = useListening()
  const isPlaying = usePlayerState(player, (state) => state.isPlaying)
  const isWaiting = usePlayerState(player, (state) => state.isWaiting)
  return (
    <Button
      variant="primary"
      size="icon"
      className="rounded-full"
      aria-label={isPlaying ? 'Pause' : 'Play'}
      onClick={player.toggle}
    >
      {isWaiting ? (
        <LoaderCircle aria-hidden className="animate-spin" />
      ) : isPlaying ? (
        <Pause aria-hidden />
      ) : (
        <Play aria-hidden />
      )}
    </Button>
  )
}

function TurnButton({ track, step }: { track: Track; step: -1 | 1 }) {
  const { player, lines, goTo } = useListening()
  const words = step === 1 ? 'Next turn' : 'Previous turn'
  return (
    <Tooltip text={`${words} (${step === 1 ? ']' : '['})`}>
      <Button
        variant="ghost"
        size="iconSm"
        aria-label={words}
        onClick={() => {
          const startMs = turnStart(lines, toCallMs(player.now(), track.offsetMs), step)
          if (startMs !== null) goTo(startMs)
          else if (step === -1) goTo(track.offsetMs)
        }}
      >
        {step === 1 ? <SkipForward aria-hidden /> : <SkipBack aria-hidden />}
      </Button>
    </Tooltip>
  )
}

function Clock({ lengthMs }: { lengthMs: number }) {
  const { player } = useListening()
  const clock = usePlayerState(player, (state) => formatClock(state.seconds * 1_000))
  return (
    <span className="shrink-0 text-sm text-muted-foreground tabular-nums">
      <span className="text-foreground">{clock}</span> / {formatClock(lengthMs)}
    </span>
  )
}

const hearings: readonly { value: Hearing; label: string; words: string }[] = [
  { value: 'both', label: 'Both', words: 'Hear both sides' },
  { value: 'caller', label: 'Caller', words: 'Hear the caller alone' },
  { value: 'agent', label: 'Agent', words: 'Hear the agent alone' },
]

function HearingChoice() {
  const { player } = useListening()
  const hearing = usePlayerState(player, (state) => state.hearing)
  return (
    <Segmented
      aria-label="Whom to hear"
      value={hearing}
      onValueChange={(value) => {
        const chosen = hearings.find((one) => one.value === value)
        if (chosen) player.hear(chosen.value)
      }}
    >
      {hearings.map(({ value, label, words }) => (
        <Segment key={value} value={value} aria-label={words}>
          {label}
        </Segment>
      ))}
    </Segmented>
  )
}
