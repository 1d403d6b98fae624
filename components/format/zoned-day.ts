/** The zone of this machine's clock, like `Europe/London`. */
export function localZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Whether it names a zone that this machine knows. */
export function isZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** Whether it is a day of the calendar, `2026-11-21`. */
export function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`)
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
  return isReal && /^\d{4}-\d{2}-\d{2}$/.test(text)
}

/** The calendar day of a moment in a zone, as `2026-11-21`. */
export function dayIn(zone: string, atMs: number): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: zone }).format(atMs)
}

/** The day that lies so many days after another, or before it. */
export function addDays(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** The moment at which a day begins in a zone: at midnight, or where the clocks jump over it, right after. */
export function startOfDay(zone: string, day: string): string {
  const midnightMs = Date.parse(`${day}T00:00:00Z`)
  const first = midnightMs - offsetMs(zone, midnightMs)
  const second = midnightMs - offsetMs(zone, first)
  // Of the two offsets around a change, the one that still leads into the day.
  const begins = [Math.min(first, second), Math.max(first, second)].find(
    (atMs) => dayIn(zone, atMs) === day,
  )
  return new Date(begins ?? second).toISOString()
}

/** How far a zone's clock is ahead of UTC at a moment. */
function offsetMs(zone: string, atMs: number): number {
  const parts = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(atMs)
  return Date.parse(`${parts.replace(' ', 'T')}Z`) - Math.floor(atMs / 1_000) * 1_000
}
