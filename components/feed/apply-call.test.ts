import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callStatusSchema, type Call } from '#contracts/call.ts'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { applyCall, mergeActiveCalls, newsSince, type LiveCalls } from './apply-call.ts'

const live = (...calls: Call[]): LiveCalls => calls.reduce(applyCall, new Map<string, Call>())
const at = (minute: number) => `2026-01-02T03:${String(minute).padStart(2, '0')}:00.000Z`
const ids = (calls: readonly Call[]) => calls.map(({ id }) => id)

test('a call never goes back in its life, however its news arrive', () => {
  const news = fc.shuffledSubarray([...callStatusSchema.options], { minLength: 1 })
  fc.assert(
    fc.property(news, (statuses) => {
      const calls = live(...statuses.map((status) => exampleCall({ status })))
      const again = statuses.reduce(
        (known, status) => applyCall(known, exampleCall({ status })),
        calls,
      )
      expect(again.get('call_1')?.status).toBe(calls.get('call_1')?.status)
    }),
  )
  expect(live(exampleCall(), exampleCall({ status: 'ringing' })).get('call_1')?.status).toBe(
    'completed',
  )
})

test('news of an ended call that stays ended are taken', () => {
  const calls = live(exampleCall(), exampleCall({ hasRecording: true }))
  expect(calls.get('call_1')?.hasRecording).toBe(true)
})

test('active calls are those named by the server and by the feed, without the ended', () => {
  const stored = [
    exampleCall({ id: 'a', status: 'ringing', createdAt: at(2) }),
    exampleCall({ id: 'b', status: 'in-progress', createdAt: at(1) }),
  ]
  const told = live(
    exampleCall({ id: 'a', status: 'busy', createdAt: at(2) }),
    exampleCall({ id: 'c', status: 'created', createdAt: at(3) }),
  )
  expect(ids(mergeActiveCalls(stored, told))).toEqual(['b', 'c'])
})

test('[FEED-18] what REST answers stands before what the feed had told when it was asked, and after what it tells since', () => {
  const told = live(exampleCall({ status: 'in-progress' }))
  const answer = exampleCall({ status: 'completed', tags: ['vip'] })
  expect(newsSince(told, told, answer)).toBeNull()
  expect(newsSince(new Map(), new Map(), answer)).toBeNull()
  const later = applyCall(told, exampleCall({ status: 'completed', legalHold: true }))
  expect(newsSince(told, later, answer)).toMatchObject({ legalHold: true })
  const overtaken = applyCall(told, exampleCall({ status: 'in-progress', legalHold: true }))
  expect(newsSince(told, overtaken, answer)).toBe(answer)
})
