const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** A duration in ms as a clock: `0:07`, `12:30`, `1:02:03`. Below zero counts as zero. */
export function formatClock(ms: number): string {
  const hours = Math.floor(Math.max(0, ms) / HOUR_MS)
  const minutes = Math.floor(Math.max(0, ms) / MINUTE_MS) % 60
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS) % 60
  const tail = `${hours > 0 ? pad(minutes) : minutes}:${pad(seconds)}`
  return hours > 0 ? `${hours}:${tail}` : tail
}

/** A duration in ms for screen readers: `1 minute 5 seconds`. */
export function spokenDuration(ms: number): string {
  const hours = Math.floor(Math.max(0, ms) / HOUR_MS)
  const minutes = Math.floor(Math.max(0, ms) / MINUTE_MS) % 60
  const seconds = Math.floor(Math.max(0, ms) / SECOND_MS) % 60
  const parts = [count(hours, 'hour'), count(minutes, 'minute'), count(seconds, 'second')]
  return parts.filter((part) => part !== '').join(' ') || '0 seconds'
}

/** A short duration in ms: `0.9 s`, and below a tenth of a second `26 ms`. */
export function formatSeconds(ms: number): string {
  return ms < SECOND_MS / 10 ? `${Math.round(ms)} ms` : `${(ms / SECOND_MS).toFixed(1)} s`
}

/** How old something is, short: `7 s`, `3 min`, `2 h`, `5 d`. */
export function formatAge(ms: number): string {
  if (ms < MINUTE_MS) return `${Math.max(0, Math.round(ms / SECOND_MS))} s`
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} min`
  if (ms < 24 * HOUR_MS) return `${Math.floor(ms / HOUR_MS)} h`
  return `${Math.floor(ms / (24 * HOUR_MS))} d`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

function count(value: number, unit: string): string {
  return value === 0 ? '' : `${value} ${unit}${value === 1 ? '' : 's'}`
}
