import { expect, test } from 'vitest'
import { timeOfNews } from './time-of-news.ts'

const nowMs = Date.parse('2026-11-21T12:00:10.250Z')

test.each([
  ['without a time of the carrier’s', undefined],
  ['with one that cannot be read', 'yesterday'],
  ['of this very moment, in whole seconds', 'Sat, 21 Nov 2026 12:00:10 +0000'],
  ['from the future', 'Sat, 21 Nov 2026 13:00:00 +0000'],
])('news %s is dated now, to the millisecond', (_, carrierTime) => {
  expect(timeOfNews(carrierTime, nowMs).getTime()).toBe(nowMs)
})

test('news that comes late is dated when it happened', () => {
  const late = timeOfNews('Sat, 21 Nov 2026 12:00:01 +0000', nowMs)
  expect(late.toISOString()).toBe('2026-11-21T12:00:01.000Z')
})
