import { expect, test } from 'vitest'
import type { CallEvent, EventSource } from '#contracts/call-event.ts'
import { emptyEventFilter, filterEvents } from './event-filter.ts'

const event = (seq: number, source: EventSource, type: string): CallEvent => ({
  seq,
  at: '2026-01-02T03:04:05.000Z',
  atMs: 0,
  source,
  flow: 'in',
  type,
  data: {},
})
const log = [
  event(1, 'carrier', 'start'),
  event(2, 'model', 'session.created'),
  event(3, 'model', 'response.done'),
]
const seqs = (events: readonly CallEvent[]) => events.map(({ seq }) => seq)

test('an empty filter shows the log itself', () => {
  expect(filterEvents(log, emptyEventFilter)).toBe(log)
})

test('sources and a part of the type narrow the log together', () => {
  expect(seqs(filterEvents(log, { sources: ['model'], text: '' }))).toEqual([2, 3])
  expect(seqs(filterEvents(log, { sources: ['model'], text: ' DONE ' }))).toEqual([3])
  expect(seqs(filterEvents(log, { sources: ['carrier', 'model'], text: 's' }))).toEqual([1, 2, 3])
})
