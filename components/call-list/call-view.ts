import { callFilterSchema, type CallFilter } from '#contracts/call-list.ts'
import { addDays, isDay, isZone, startOfDay } from '#components/format/zoned-day.ts'

/** What the list of calls shows, as it stands in its address. Empty: not narrowed by it. */
export type CallView = {
  /** A stretch of time that moves with the days, in place of `from` and `to`. */
  when: string
  /** Calendar days, `2026-11-21`, both included; or moments, as programs write them. */
  from: string
  to: string
  /** Where those days are: a link opens the same list wherever it is opened. Empty: here. */
  zone: string
  direction: string
  number: string
  agentId: string
  status: string
  endReason: string
  minSeconds: string
  maxSeconds: string
  hasRecording: string
  legalHold: string
  tag: string
  text: string
}

/** The list without a filter. */
export const wholeView: CallView = {
  when: '',
  from: '',
  to: '',
  zone: '',
  direction: '',
  number: '',
  agentId: '',
  status: '',
  endReason: '',
  minSeconds: '',
  maxSeconds: '',
  hasRecording: '',
  legalHold: '',
  tag: '',
  text: '',
}

/** Stretches of time that move with the days: for how many days before today each reaches back. */
export const stretches = { today: 'Today', week: 'Last 7 days', month: 'This month' } as const
type Stretch = keyof typeof stretches

/** Reads the address. What makes no sense there is left out. */
export function readView(search: { get(name: string): string | null }): CallView {
  const given = (name: string) => (search.get(name) ?? '').trim()
  const asked = Object.fromEntries(asIsNames.map((name) => [name, valid(name, given(name))]))
  const when = isStretch(given('when')) ? given('when') : ''
  const from = when === '' && isBound(given('from')) ? given('from') : ''
  const to = when === '' && isBound(given('to')) && !isAfter(from, given('to')) ? given('to') : ''
  const hasDays = isDay(from) || isDay(to)
  const zone = hasDays && isZone(given('zone')) ? given('zone') : ''
  const view = { ...wholeView, ...asked, when, from, to, zone }
  const areCrossed =
    view.minSeconds !== '' &&
    view.maxSeconds !== '' &&
    Number(view.minSeconds) > Number(view.maxSeconds)
  return areCrossed ? { ...view, maxSeconds: '' } : view
}

/** The address' query for a view, without its `?`; empty for the whole. The same view is always the same text. */
export function writeView(view: CallView): string {
  const set = Object.entries(view).filter(([, value]) => value !== '')
  return new URLSearchParams(set).toString()
}

/** The address of the list as a view shows it. */
export function viewHref(query: string): string {
  return query === '' ? '/calls' : `/calls?${query}`
}

/** What to ask the server for: days become moments. `today` is the day where the operator is, in `zone`. */
export function filterOf(view: CallView, today: string, zone: string): CallFilter {
  const { when, from, to, zone: given, ...asIs } = view
  const set = Object.fromEntries(Object.entries(asIs).filter(([, value]) => value !== ''))
  const place = given === '' ? zone : given
  const filter = callFilterSchema.safeParse({
    ...set,
    ...(isStretch(when) && { from: startOfDay(zone, firstDay(when, today)) }),
    ...(from !== '' && { from: isDay(from) ? startOfDay(place, from) : from }),
    ...(to !== '' && { to: isDay(to) ? startOfDay(place, addDays(to, 1)) : to }),
  })
  // Read from the address it fits; one that does not asks for nothing in particular.
  return filter.data ?? {}
}

/** A filter and what else is asked for, as the server's addresses take it. */
export function searchOf(filter: CallFilter, more: Record<string, string> = {}): string {
  const search = new URLSearchParams(more)
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) search.set(name, String(value))
  }
  return search.toString()
}

/** Names of the address that the server knows by the same names. */
const asIsNames = [
  'direction',
  'number',
  'agentId',
  'status',
  'endReason',
  'minSeconds',
  'maxSeconds',
  'hasRecording',
  'legalHold',
  'tag',
  'text',
] as const satisfies (keyof CallFilter & keyof CallView)[]

function valid(name: (typeof asIsNames)[number], value: string): string {
  return value !== '' && callFilterSchema.shape[name].safeParse(value).success ? value : ''
}

function isStretch(when: string): when is Stretch {
  return Object.hasOwn(stretches, when)
}

function firstDay(when: Stretch, today: string): string {
  if (when === 'today') return today
  return when === 'week' ? addDays(today, -6) : `${today.slice(0, 8)}01`
}

function isBound(text: string): boolean {
  return isDay(text) || callFilterSchema.shape.from.safeParse(text || undefined).data !== undefined
}

function isAfter(from: string, to: string): boolean {
  if (from === '') return false
  return isDay(from) && isDay(to) ? from > to : Date.parse(from) >= Date.parse(to)
}
