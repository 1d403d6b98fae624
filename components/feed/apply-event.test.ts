import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import { applyEvent, mergeEvents } from './apply-event.ts'

const event = (seq: number): CallEvent => ({
  seq,
  at: '2026-01-02T03:04:05.000Z',
  atMs: seq * 20,
  source: 'model',
  flow: 'in',
  type: 'response.created',
  data: {},
})
const seqs = (events: readonly CallEvent[]) => events.map(({ seq }) => seq)
const someSeqs = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 })

test('events stand in order and once each, however they arrive', () => {
  fc.assert(
    fc.property(someSeqs, (arrived) => {
      const log = arrived.map(event).reduce<readonly CallEvent[]>(applyEvent, [])
      expect(seqs(log)).toEqual([...new Set(arrived)].toSorted((a, b) => a - b))
    }),
  )
})

test('two overlapping pieces of a log become one without gaps or doubles', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30 }),
      fc.integer({ min: 0, max: 30 }),
      (stored, missed) => {
        const all = Array.from({ length: stored + 5 }, (_, index) => event(index + 1))
        const live = all.slice(Math.max(0, stored - missed))
        expect(mergeEvents(all.slice(0, stored), live)).toEqual(all)
      },
    ),
  )
})

test('an event that is there already leaves the log untouched', () => {
  const log = [event(1), event(2)]
  expect(applyEvent(log, event(2))).toBe(log)
})
