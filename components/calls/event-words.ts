import type { CallEvent } from '#contracts/call-event.ts'
import { formatBytes } from '#components/format/bytes.ts'
import { formatTimeOfDay } from '#components/format/time.ts'

/** When an event was: from the start of the stream with ms, or the time of day before it. */
export function formatEventTime(event: CallEvent): string {
  if (event.atMs === null) return formatTimeOfDay(event.at)
  const ms = Math.max(0, event.atMs)
  const minutes = Math.floor(ms / 60_000)
  const seconds = ((ms % 60_000) / 1_000).toFixed(3).padStart(6, '0')
  return `${minutes}:${seconds}`
}

/** The event's own short values in one line; nested ones are left for the opened row. */
export function eventSummary(event: CallEvent): string {
  return Object.entries(event.data)
    .map(([key, value]) => shortFact(key, value))
    .filter((fact) => fact !== null)
    .slice(0, 4)
    .join(' · ')
}

function shortFact(key: string, value: unknown): string | null {
  if (key === 'type' || value === null) return null
  if (typeof value === 'number' && /bytes$/i.test(key)) return formatBytes(value)
  if (typeof value === 'number' || typeof value === 'boolean') return `${key} ${value}`
  if (typeof value === 'string' && value !== '') return `${key} ${shorten(value)}`
  return null
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`
}
