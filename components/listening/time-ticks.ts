/** Where the ruler under a waveform has its times, in ms: round steps, no closer than fits. */
export function timeTicks(lengthMs: number, widthPx: number): number[] {
  if (lengthMs <= 0 || widthPx <= 0) return []
  const room = Math.max(1, Math.floor(widthPx / TICK_PX_MIN))
  const stepMs = steps.find((step) => lengthMs / step <= room) ?? lengthMs
  return Array.from({ length: Math.floor(lengthMs / stepMs) + 1 }, (_, at) => at * stepMs)
}

/** A time such as `1:02:30` and the air beside it. */
const TICK_PX_MIN = 88

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600].map(
  (seconds) => seconds * 1_000,
)
