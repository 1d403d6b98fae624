import { memo } from 'react'
import { cn } from '#components/ui/cn.ts'
import { barCount, barHeights, barsPath, stretchesPath } from './peak-bars.ts'
import type { Speech } from './marks.ts'

type WaveformLaneProps = {
  role: Speech['role']
  /** Null: how loud it was is not known; where it speaks is shown as plain blocks. */
  peaks: { bucketMs: number; values: readonly number[] } | null
  /** In ms of the recording. */
  speech: readonly { startMs: number; endMs: number }[]
  lengthMs: number
  widthPx: number
  heightPx: number
  isSilent: boolean
}

/** One side of a recording over its whole length: what was played stands out against what was not. */
export const WaveformLane = memo(function WaveformLane(props: WaveformLaneProps) {
  const { role, peaks, speech, lengthMs, widthPx, heightPx } = props
  const pxPerMs = lengthMs > 0 ? widthPx / lengthMs : 0
  const blocks = stretchesPath(speech, { pxPerMs, top: heightPx / 2 - 3, height: 6 })
  const shape =
    peaks === null
      ? `M0 ${heightPx / 2 - 0.5}h${widthPx}v1h-${widthPx}z${blocks}`
      : barsPath(
          barHeights(peaks.values, {
            bucketMs: peaks.bucketMs,
            lengthMs,
            count: barCount(widthPx),
          }),
          heightPx,
        )
  return (
    <div
      aria-hidden
      className={cn('relative transition-opacity', props.isSilent && 'opacity-25')}
      style={{ height: heightPx }}
    >
      <svg width={widthPx} height={heightPx} className="absolute">
        <path
          d={stretchesPath(speech, { pxPerMs, top: 0, height: heightPx })}
          className="fill-muted"
        />
        <path d={shape} className={lanes[role].ahead} />
      </svg>
      <svg width={widthPx} height={heightPx} className="absolute played-share">
        <path d={shape} className={lanes[role].played} />
      </svg>
    </div>
  )
})

/** As in the transcript: the agent in the house's colour, the caller in ink. */
const lanes = {
  caller: { played: 'fill-foreground', ahead: 'fill-input' },
  agent: { played: 'fill-primary', ahead: 'fill-primary/55' },
} as const
