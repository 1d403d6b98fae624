/**
 * Whether a moment passes a list's date filter: `Name` for that day, `Name<` and `Name>` for up to
 * and from a day or moment, all in UTC.
 */
export function isWithin(query: URLSearchParams, name: string, atMs: number | null): boolean {
  const [on, before, after] = [query.get(name), query.get(`${name}<`), query.get(`${name}>`)]
  if (on === null && before === null && after === null) return true
  if (atMs === null) return false
  if (on !== null && !isSameDay(on, atMs)) return false
  if (before !== null && atMs >= Date.parse(before) + (isDay(before) ? DAY_MS : 0)) return false
  return after === null || atMs >= Date.parse(after)
}

const DAY_MS = 86_400_000

function isSameDay(written: string, atMs: number): boolean {
  return new Date(atMs).toISOString().slice(0, 10) === written.slice(0, 10)
}

function isDay(written: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(written)
}
