import { expect, test } from 'vitest'
import type { Call } from '#contracts/call.ts'
import { applyCall, type LiveCalls } from '#components/feed/apply-call.ts'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { mergeCalls, type LoadedPage } from './merge-calls.ts'

const live = (...calls: Call[]): LiveCalls => calls.reduce(applyCall, new Map<string, Call>())
const at = (minute: number) => `2026-01-02T03:${String(minute).padStart(2, '0')}:00.000Z`
const ids = (calls: readonly Call[]) => calls.map(({ id }) => id)
const page = (calls: Call[], over: Partial<LoadedPage> = {}): LoadedPage => ({
  items: calls.map((call) => ({ ...call, hits: [] })),
  nextCursor: null,
  told: new Map(),
  ...over,
})
const b = exampleCall({ id: 'b', createdAt: at(5) })

test('[FIND-29] a new call stands first in the list, and no call twice', () => {
  const told = live(b, exampleCall({ id: 'c', createdAt: at(6) }))
  const a = exampleCall({ id: 'a', createdAt: at(1) })
  expect(ids(mergeCalls([page([b]), page([b, a])], told, {}))).toEqual(['c', 'b', 'a'])
})

test('[FIND-29] a call that does not fit, or is of a page not loaded yet, stays out of the list', () => {
  const told = live(
    exampleCall({ id: 'in', direction: 'inbound', createdAt: at(6) }),
    exampleCall({ id: 'old', createdAt: at(1) }),
  )
  const more = [page([b], { nextCursor: 'more' })]
  expect(ids(mergeCalls(more, told, { direction: 'outbound' }))).toEqual(['b'])
  expect(ids(mergeCalls([page([b])], told, {}))).toEqual(['in', 'b', 'old'])
})

test('[FIND-29] a call that fits no longer leaves the list, and is not taken in again', () => {
  const up = exampleCall({ id: 'up', status: 'in-progress', createdAt: at(7) })
  const ended = live(exampleCall({ id: 'up', status: 'completed', createdAt: at(7) }))
  expect(mergeCalls([page([up])], ended, { status: 'in-progress' })).toEqual([])
})

test('[FIND-29] what a page was read with stands before what the feed had said earlier', () => {
  const told = live(b)
  const tagged = page([{ ...b, tags: ['vip'] }], { told })
  expect(mergeCalls([tagged], told, {})[0]?.tags).toEqual(['vip'])
  const later = applyCall(told, { ...b, tags: ['spam'] })
  expect(mergeCalls([tagged], later, {})[0]?.tags).toEqual(['spam'])
})

test('[FIND-29] the lines that were found stay with a call that changes', () => {
  const hit = { itemId: 'i', role: 'caller' as const, startMs: 1, excerpt: [] }
  const found = page([])
  found.items = [{ ...b, hits: [hit] }]
  const news = live({ ...b, hasRecording: true })
  expect(mergeCalls([found], news, { text: 'x' })).toMatchObject([
    { id: 'b', hasRecording: true, hits: [hit] },
  ])
})
