import { expect, test } from 'vitest'
import type { FeedMessage } from '#contracts/feed.ts'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { createCatchUp } from './catch-up.ts'
import { createLiveStore } from './live-store.ts'

const told = (id: string): FeedMessage => ({
  type: 'change',
  seq: 1,
  at: '2026-01-02T03:04:05.000Z',
  change: { kind: 'call', call: exampleCall({ id }) },
})

function refetch() {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  return { run: () => promise, succeed: resolve, fail: () => reject(new Error('unreachable')) }
}

test('what arrives while REST is read anew is applied afterwards, and what came before is dropped', async () => {
  const store = createLiveStore()
  const catchUp = createCatchUp(store)
  catchUp.apply(told('before'))
  const reading = refetch()
  const restarted = catchUp.restart(reading.run)
  catchUp.apply(told('meanwhile'))
  expect([...store.get().calls.keys()]).toEqual(['before'])
  reading.succeed()
  await restarted
  expect([...store.get().calls.keys()]).toEqual(['meanwhile'])
  catchUp.apply(told('after'))
  expect([...store.get().calls.keys()]).toEqual(['meanwhile', 'after'])
})

test('a REST that cannot be read holds nothing back for ever', async () => {
  const store = createLiveStore()
  const catchUp = createCatchUp(store)
  const reading = refetch()
  const restarted = catchUp.restart(reading.run)
  catchUp.apply(told('meanwhile'))
  reading.fail()
  await restarted
  expect([...store.get().calls.keys()]).toEqual(['meanwhile'])
})

test('of two restarts the later one decides', async () => {
  const store = createLiveStore()
  const catchUp = createCatchUp(store)
  const [first, second] = [refetch(), refetch()]
  const both = [catchUp.restart(first.run), catchUp.restart(second.run)]
  catchUp.apply(told('meanwhile'))
  first.succeed()
  await both[0]
  expect(store.get().calls.size).toBe(0)
  second.succeed()
  await both[1]
  expect(store.get().calls.size).toBe(1)
})
