import { expect, test } from 'vitest'
import { feedStatusAt } from './feed-status.ts'

const heard = { isUp: true, lastHeardAtMs: 100_000, hasConnected: true }

test('a connection that beats is live', () => {
  expect(feedStatusAt(heard, 115_000)).toMatchObject({ state: 'live', ageMs: 15_000 })
})

test('a connection that is down tells how old the data is', () => {
  expect(feedStatusAt({ ...heard, isUp: false }, 107_000)).toMatchObject({
    state: 'reconnecting',
    ageMs: 7_000,
  })
})

test('a connection that claims to be up but has missed a beat is not live', () => {
  expect(feedStatusAt(heard, 126_000).state).toBe('reconnecting')
})

test('half a minute without news is stale', () => {
  expect(feedStatusAt({ ...heard, isUp: false }, 131_000).state).toBe('stale')
})

test('a clock that was set back makes no age below zero', () => {
  expect(feedStatusAt(heard, 90_000).ageMs).toBe(0)
})
