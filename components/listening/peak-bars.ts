/**
 * How high each of `count` bars stands, from 0 to 1, over a recording of
 * `lengthMs`: the loudest of the peaks that it covers. Quiet speech stays
 * visible beside loud: heights grow with the square root of loudness.
 */
export function barHeights(
  peaks: readonly number[],
  { bucketMs, lengthMs, count }: { bucketMs: number; lengthMs: number; count: number },
): number[] {
  return Array.from({ length: count }, (_, bar) => {
    const first = Math.floor((bar * lengthMs) / count / bucketMs)
    const end = Math.max(first + 1, Math.ceil(((bar + 1) * lengthMs) / count / bucketMs))
    let loudest = 0
    for (let at = first; at < end; at += 1) loudest = Math.max(loudest, peaks[at] ?? 0)
    return Math.sqrt(loudest / 255)
  })
}

/** The bars as an SVG path in px, each mirrored at the middle of a lane of `laneHeight`. */
export function barsPath(heights: readonly number[], laneHeight: number): string {
  return heights
    .map((height, bar) => {
      const tall = Math.max(BAR_HEIGHT_MIN, height * laneHeight)
      return `M${bar * BAR_STEP_PX} ${px((laneHeight - tall) / 2)}h${BAR_PX}v${px(tall)}h-${BAR_PX}z`
    })
    .join('')
}

/** How many bars a lane of that width holds. */
export function barCount(widthPx: number): number {
  return Math.max(1, Math.floor((widthPx + BAR_GAP_PX) / BAR_STEP_PX))
}

/** Stretches of time as one SVG path of rounded rectangles, in px. */
export function stretchesPath(
  stretches: readonly { startMs: number; endMs: number }[],
  lane: { pxPerMs: number; top: number; height: number },
): string {
  return stretches
    .map(({ startMs, endMs }) => {
      const width = Math.max(2, (endMs - startMs) * lane.pxPerMs)
      const radius = Math.min(3, width / 2, lane.height / 2)
      return roundedRect(startMs * lane.pxPerMs, lane.top, width, lane.height, radius)
    })
    .join('')
}

function roundedRect(x: number, y: number, width: number, height: number, r: number): string {
  const [across, down] = [px(width - 2 * r), px(height - 2 * r)]
  const corner = (dx: number, dy: number) => `a${px(r)} ${px(r)} 0 0 1 ${px(dx)} ${px(dy)}`
  return `M${px(x + r)} ${px(y)}h${across}${corner(r, r)}v${down}${corner(-r, r)}h-${across}${corner(-r, -r)}v-${down}${corner(r, -r)}z`
}

function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

const BAR_PX = 2
const BAR_GAP_PX = 1
const BAR_STEP_PX = BAR_PX + BAR_GAP_PX
/** Silence is a dotted line, not nothing: the recording goes on there. */
const BAR_HEIGHT_MIN = 1.5
