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

/**
 * What an event says, in one line: its short values and those of the objects
 * right inside it (a response's status, an item's role). Ids and indexes are
 * left for the opened row.
 */
export function eventSummary(event: CallEvent): string {
  const own = Object.entries(event.data)
  const inner = own.flatMap(([, value]) => (isObject(value) ? Object.entries(value) : []))
  return [...own, ...inner]
    .map(([key, value]) => shortFact(key, value))
    .filter((fact) => fact !== null)
    .slice(0, 3)
    .join(' · ')
}

/** What every event has, or what only another event can explain. */
const NOISE = /^(type|event|object|sequenceNumber)$|(^|_)(id|index)$|Sid$/

function shortFact(key: string, value: unknown): string | null {
  if (NOISE.test(key)) return null
  if (typeof value === 'number' && /bytes$/i.test(key)) return `${key} ${formatBytes(value)}`
  if (typeof value === 'number' || typeof value === 'boolean') return `${key} ${value}`
  if (typeof value !== 'string' || value === '') return null
  return key === 'transcript' ? `“${shorten(value)}”` : `${key} ${shorten(value)}`
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`
}
