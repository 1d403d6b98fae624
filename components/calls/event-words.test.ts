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

test('the summary has the short values, sizes in bytes, and nothing nested', () => {
  const data = { type: 'x', bytes: 40_320, name: 'resp_1', done: true, deep: { a: 1 }, none: null }
  expect(eventSummary({ ...event, data })).toBe('40.3 kB · name resp_1 · done true')
})

test('a long value is cut, so that the row stays one line', () => {
  expect(eventSummary({ ...event, data: { text: 'x'.repeat(100) } })).toHaveLength(
    'text '.length + 40,
  )
})
