import { callStatusSchema, directionSchema, endReasonSchema } from '#contracts/call.ts'
import { describeEnd } from '#core/call/end-reason.ts'
import { statusWords } from '#components/calls/call-words.ts'
import { isDay } from '#components/format/zoned-day.ts'
import { formatExactly } from '#components/format/time.ts'
import { stretches, type CallView } from './call-view.ts'

/** What a list can be narrowed by, in the order of the menu: the label, and what of the address it stands for. */
export const filterFields = {
  date: { label: 'Date', names: ['when', 'from', 'to', 'zone'] },
  direction: { label: 'Direction', names: ['direction'] },
  number: { label: 'Number', names: ['number'] },
  agent: { label: 'Agent', names: ['agentId'] },
  status: { label: 'Status', names: ['status'] },
  endReason: { label: 'Ended because', names: ['endReason'] },
  duration: { label: 'Length', names: ['minSeconds', 'maxSeconds'] },
  recording: { label: 'Recording', names: ['hasRecording'] },
  tag: { label: 'Tag', names: ['tag'] },
  text: { label: 'Words said', names: ['text'] },
  hold: { label: 'Legal hold', names: ['legalHold'] },
} as const satisfies Record<string, { label: string; names: (keyof CallView)[] }>
export type FilterField = keyof typeof filterFields

/** A filter that is set, in words. */
export type FilterChip = { field: FilterField; label: string; value: string }

type Known = {
  /** The name of an agent; null: it is not known. */
  agentName(this: void, agentId: string): string | null
  /** The operator's zone. */
  zone: string
  locale?: string
}

/** The filters of a view in words, in the order of the menu. */
export function chipsOf(view: CallView, known: Known): FilterChip[] {
  return fieldNames.flatMap((field) => {
    const value = valueOf(field, view, known)
    return value === '' ? [] : [{ field, label: filterFields[field].label, value }]
  })
}

/** The view without one of its filters. */
export function withoutFilter(field: FilterField): Partial<CallView> {
  return Object.fromEntries(filterFields[field].names.map((name) => [name, '']))
}

/** A length in words: `30 s`, `2 min`, `1 min 30 s`. */
export function lengthWords(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60]
  return [minutes > 0 && `${minutes} min`, (rest > 0 || minutes === 0) && `${rest} s`]
    .filter(Boolean)
    .join(' ')
}

export const fieldNames = Object.keys(filterFields) as FilterField[]

function valueOf(field: FilterField, view: CallView, known: Known): string {
  switch (field) {
    case 'date':
      return dateWords(view, known)
    case 'direction':
      return choiceWords(directions, view.direction)
    case 'number':
      return view.number
    case 'agent':
      return view.agentId && (known.agentName(view.agentId) ?? view.agentId)
    case 'status':
      return choiceWords(statuses, view.status)
    case 'endReason':
      return choiceWords(endReasons, view.endReason)
    case 'duration':
      return durationWords(view)
    case 'recording':
      return choiceWords(recordings, view.hasRecording)
    case 'tag':
      return view.tag
    case 'text':
      return view.text && `“${view.text}”`
    case 'hold':
      return choiceWords(holds, view.legalHold)
  }
}

/** A value of the address, and what it is called. */
export type Choice = { value: string; label: string }

const choices = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
  values.map((value): Choice => ({ value, label: label(value) }))

export const directions = choices(directionSchema.options, (direction) =>
  direction === 'inbound' ? 'Inbound' : 'Outbound',
)
export const statuses = choices(callStatusSchema.options, (status) => statusWords[status])
export const endReasons = choices(endReasonSchema.options, (reason) =>
  reason === 'unknown' ? 'No reason reported' : describeEnd(reason).title,
)
export const recordings: Choice[] = [
  { value: 'true', label: 'With a recording' },
  { value: 'false', label: 'Without a recording' },
]
export const holds: Choice[] = [
  { value: 'true', label: 'On hold' },
  { value: 'false', label: 'Not on hold' },
]

function choiceWords(among: readonly Choice[], value: string): string {
  return among.find((choice) => choice.value === value)?.label ?? value
}

function durationWords({ minSeconds, maxSeconds }: CallView): string {
  if (minSeconds === '' && maxSeconds === '') return ''
  if (maxSeconds === '') return `at least ${lengthWords(Number(minSeconds))}`
  if (minSeconds === '') return `at most ${lengthWords(Number(maxSeconds))}`
  return `${lengthWords(Number(minSeconds))} to ${lengthWords(Number(maxSeconds))}`
}

function dateWords({ when, from, to, zone }: CallView, known: Known): string {
  if (when in stretches) return stretches[when as keyof typeof stretches]
  if (from === '' && to === '') return ''
  const elsewhere = zone === '' || zone === known.zone ? '' : ` (${zone})`
  return `${rangeWords(from, to, known)}${elsewhere}`
}

function rangeWords(from: string, to: string, { locale }: Known): string {
  if (from === to) return dayWords(from, locale)
  if (to === '') return `since ${dayWords(from, locale)}`
  if (from === '') return `until ${dayWords(to, locale)}`
  return `${dayWords(from, locale)} to ${dayWords(to, locale)}`
}

function dayWords(bound: string, locale: string | undefined): string {
  if (!isDay(bound)) return formatExactly(bound, { locale })
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(bound),
  )
}
