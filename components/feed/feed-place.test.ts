import { expect, test } from 'vitest'
import type { FeedMessage } from '#contracts/feed.ts'
import { createFeedPlace } from './feed-place.ts'

const welcome = (seq: number, resumed: boolean): FeedMessage => ({
  type: 'welcome',
  epoch: 'one',
  seq,
  resumed,
})
const change = (seq: number): FeedMessage => ({
  type: 'change',
  seq,
  at: '2026-01-02T03:04:05.000Z',
  change: { kind: 'agentsChanged' },
})
const beat = (seq: number): FeedMessage => ({ type: 'beat', seq })

test('a console that has read nothing asks for no place', () => {
  expect(createFeedPlace().resume()).toBeUndefined()
})

test('a welcome that does not resume means that all before it is missed', () => {
  const place = createFeedPlace()
  expect(place.take(welcome(7, false))).toBe('missed')
  expect(place.resume()).toEqual({ epoch: 'one', seq: 7 })
})

test('a change moves the place on, and is old when it comes again', () => {
  const place = createFeedPlace()
  place.take(welcome(7, false))
  expect(place.take(change(8))).toBe('next')
  expect(place.take(change(8))).toBe('old')
  expect(place.resume()).toEqual({ epoch: 'one', seq: 8 })
})

test('a resumed feed goes on from the place, though the welcome names a later one', () => {
  const place = createFeedPlace()
  place.take(welcome(7, false))
  expect(place.take(welcome(9, true))).toBe('next')
  expect(place.take(change(8))).toBe('next')
  expect(place.take(change(9))).toBe('next')
})

test('a beat that is ahead of the place tells of a gap, once', () => {
  const place = createFeedPlace()
  place.take(welcome(7, false))
  expect(place.take(beat(7))).toBe('next')
  expect(place.take(beat(9))).toBe('missed')
  expect(place.take(beat(9))).toBe('next')
})
