'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { formatClock } from '#components/format/duration.ts'
import { cn } from '#components/ui/cn.ts'
import { toSeconds } from './call-clock.ts'
import type { Track } from './choose-track.ts'
import { useListening } from './listening-context.ts'
import { MarkBands, MarkRow } from './mark-row.tsx'
import { speechOf } from './marks.ts'
import { peaksQuery } from './peaks-query.ts'
import { Scrubber, type Hint } from './scrubber.tsx'
import { timeTicks } from './time-ticks.ts'
import { usePlayedShare } from './use-played-share.ts'
import { usePlayerState } from './use-player.ts'
import { useWidth } from './use-width.ts'
import { WaveformLane } from './waveform-lane.tsx'

type WaveformProps = { track: Track; lengthMs: number; isSmall?: boolean }

/**
 * A recording over its whole length: the caller above, the agent below, what is
 * marked on it, and the place being heard, which is moved by pointer and keys.
 */
export function Waveform({ track, lengthMs, isSmall = false }: WaveformProps) {
  const { player, lines, marks } = useListening()
  const { data: peaks, isPending } = useQuery(peaksQuery(track.recording.recordingSid))
  const [laneRef, widthPx] = useWidth()
  const playedRef = usePlayedShare(player, lengthMs)
  const hearing = usePlayerState(player, (state) => state.hearing)
  const [hint, setHint] = useState<Hint | null>(null)
  const speech = useMemo(() => {
    const within = speechOf(lines).map(({ role, startMs, endMs }) => ({
      role,
      startMs: toSeconds(startMs, track.offsetMs) * 1_000,
      endMs: Math.min(toSeconds(endMs, track.offsetMs) * 1_000, lengthMs),
    }))
    const of = (side: 'caller' | 'agent') =>
      within.filter(({ role, startMs, endMs }) => role === side && endMs > startMs)
    return { caller: of('caller'), agent: of('agent') }
  }, [lines, track.offsetMs, lengthMs])
  const heightPx = isSmall ? 24 : 36
  return (
    <div ref={playedRef} className="grid grid-cols-[2.75rem_minmax(0,1fr)] gap-x-3">
      <MarkRow marks={marks} track={track} lengthMs={lengthMs} widthPx={widthPx} onHint={setHint} />
      <div className="grid content-start gap-y-1 text-right text-xs text-muted-foreground">
        <span className="flex items-center justify-end" style={{ height: heightPx }}>
          Caller
        </span>
        <span className="flex items-center justify-end" style={{ height: heightPx }}>
          Agent
        </span>
      </div>
      <div ref={laneRef} className="relative min-w-0">
        <div className={cn('grid gap-y-1', isPending && 'animate-pulse')}>
          {sides.map((side) => (
            <WaveformLane
              key={side}
              role={side}
              peaks={peaks ? { bucketMs: peaks.bucketMs, values: peaks[side] } : null}
              speech={speech[side]}
              lengthMs={lengthMs}
              widthPx={widthPx}
              heightPx={heightPx}
              isSilent={hearing !== 'both' && hearing !== side}
            />
          ))}
        </div>
        <MarkBands marks={marks} track={track} lengthMs={lengthMs} />
        <Scrubber
          track={track}
          lengthMs={lengthMs}
          widthPx={widthPx}
          hint={hint}
          onHint={setHint}
        />
      </div>
      {!isSmall && <Ruler lengthMs={lengthMs} widthPx={widthPx} />}
    </div>
  )
}

const sides = ['caller', 'agent'] as const

function Ruler({ lengthMs, widthPx }: { lengthMs: number; widthPx: number }) {
  return (
    <div aria-hidden className="relative col-start-2 mt-1 h-4 overflow-hidden">
      {timeTicks(lengthMs, widthPx).map((ms) => (
        <span
          key={ms}
          className="absolute top-0 border-l pl-1 text-2xs text-muted-foreground"
          style={{ left: (ms / lengthMs) * widthPx }}
        >
          {formatClock(ms)}
        </span>
      ))}
    </div>
  )
}
