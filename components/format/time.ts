/** The operator's language and time zone; tests name their own. */
type Place = { locale?: string | undefined; timeZone?: string | undefined }

/** A moment near `nowMs`: the time alone today, with the day otherwise, with the year in another one. */
export function formatWhen(iso: string, nowMs: number, place: Place = {}): string {
  const at = new Date(iso)
  const time = format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, place)
  const day = dayOf(at, place)
  if (day === dayOf(new Date(nowMs), place)) return time
  const sameYear = day.slice(0, 4) === dayOf(new Date(nowMs), place).slice(0, 4)
  const date = format(
    at,
    { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) },
    place,
  )
  return `${date}, ${time}`
}

/** A moment in full, with seconds and the zone's name: what stands in hover texts. */
export function formatExactly(iso: string, place: Place = {}): string {
  return format(
    new Date(iso),
    {
      weekday: 'short',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    },
    place,
  )
}

/** The time of day with seconds: `14:05:09`. */
export function formatTimeOfDay(iso: string, place: Place = {}): string {
  return format(
    new Date(iso),
    { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    place,
  )
}

function format(
  at: Date,
  options: Intl.DateTimeFormatOptions,
  { locale, timeZone }: Place,
): string {
  return new Intl.DateTimeFormat(locale, { ...options, ...(timeZone ? { timeZone } : {}) }).format(
    at,
  )
}

/** The calendar day in the place's zone, as `2026-11-21`. */
function dayOf(at: Date, { timeZone }: Place): string {
  return format(
    at,
    { year: 'numeric', month: '2-digit', day: '2-digit' },
    { locale: 'sv-SE', timeZone },
  )
}
