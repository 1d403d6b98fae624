import { formatTimeOfDay } from './time.ts'

/** When a wait of so many seconds is over: `in 42 seconds`, `in 4 minutes, at 14:32`. */
export function formatWait(
  seconds: number,
  nowMs: number,
  place: { timeZone?: string } = {},
): string {
  if (seconds <= 90) return `in ${Math.max(1, seconds)} second${seconds <= 1 ? '' : 's'}`
  const at = formatTimeOfDay(new Date(nowMs + seconds * 1_000 + 59_999).toISOString(), place)
  return `in ${Math.ceil(seconds / 60)} minutes, at ${at.slice(0, 5)}`
}
