import { expect, test } from 'vitest'
import { deletedByWords, fillOf, growthWords, nextTryWords } from './storage-words.ts'

test('[STORE-2] the store warns from 80 per cent of its quota on, and says that calls are recorded beyond it', () => {
  const quotaBytes = 10_000_000
  expect(fillOf({ bytes: 5, quotaBytes: null })).toBeNull()
  expect(fillOf({ bytes: 7_900_000, quotaBytes })).toMatchObject({ state: 'fine', warning: '' })
  expect(fillOf({ bytes: 8_000_000, quotaBytes })).toMatchObject({
    state: 'near',
    share: 0.8,
    words: '8.00 MB of 10.0 MB, 80 %',
  })
  expect(fillOf({ bytes: 12_000_000, quotaBytes })).toMatchObject({ state: 'over', share: 1 })
  expect(fillOf({ bytes: 12_000_000, quotaBytes })?.warning).toMatch(/still recorded/)
})

test('growth is told in words too', () => {
  const none = { day: '2026-11-20', bytes: 0, count: 0 }
  expect(growthWords([none, none])).toBe('Nothing came in within 2 days.')
  expect(growthWords([none, { day: '2026-11-21', bytes: 1_200_000, count: 2 }])).toBe(
    '1.20 MB in 2 recordings within 2 days; most on 21 Nov, 1.20 MB.',
  )
})

test('a deletion says when it is tried next, and who wanted it', () => {
  const nowMs = Date.parse('2026-11-21T12:00:00Z')
  expect(nextTryWords({ attempts: 0, nextAttemptAt: null }, nowMs)).toBe('next: now')
  expect(nextTryWords({ attempts: 1, nextAttemptAt: '2026-11-21T11:59:00Z' }, nowMs)).toBe(
    'tried once, next: now',
  )
  expect(nextTryWords({ attempts: 3, nextAttemptAt: '2026-11-23T12:00:00Z' }, nowMs)).toMatch(
    /^tried 3 times, next: .*23/,
  )
  expect(deletedByWords('number', 'Ada')).toBe('Ada, with everything on its number')
})
