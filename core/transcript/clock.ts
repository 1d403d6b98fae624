/** Ms as `01:02:03.004`, the fraction after `point`: as subtitles write times. */
export function subtitleClock(ms: number, point: '.' | ','): string {
  const whole = Math.max(0, Math.round(ms))
  const hours = pad(Math.floor(whole / 3_600_000), 2)
  const minutes = pad(Math.floor(whole / 60_000) % 60, 2)
  const seconds = pad(Math.floor(whole / 1_000) % 60, 2)
  return `${hours}:${minutes}:${seconds}${point}${pad(whole % 1_000, 3)}`
}

/** Ms as `00:01:02`, to the second. */
export function rowClock(ms: number): string {
  return subtitleClock(ms, '.').slice(0, -4)
}

function pad(count: number, digits: number): string {
  return String(count).padStart(digits, '0')
}
