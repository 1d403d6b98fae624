import { expect, test } from 'vitest'
import { eventSummary, formatEventTime } from './event-words.ts'

const event = {
  seq: 1,
  at: '2026-01-02T03:04:05.000Z',
  atMs: 65_432,
  source: 'model',
  flow: 'in',
  type: 'response.done',
  data: {},
} as const

test('an event of the stream is placed to the millisecond', () => {
  expect(formatEventTime(event)).toBe('1:05.432')
  expect(formatEventTime({ ...event, atMs: 7 })).toBe('0:00.007')
})

const summary = (data: Record<string, unknown>) => eventSummary({ ...event, data })

test('the summary has the short values, its own first, and sizes as sizes', () => {
  expect(summary({ audioBytes: 40_320, done: true, response: { status: 'completed' } })).toBe(
    'audioBytes 40.3 kB · done true · status completed',
  )
})

test('ids, indexes and what every event has are left out', () => {
  const data = { type: 'x', event_id: 'e', item_id: 'i', id: 'r', output_index: 0, streamSid: 'MZ' }
  expect(summary(data)).toBe('')
})

test('spoken words are quoted, and cut so that the row stays one line', () => {
  expect(summary({ transcript: 'Hello?' })).toBe('“Hello?”')
  expect(summary({ text: 'x'.repeat(100) })).toHaveLength('text '.length + 40)
})
