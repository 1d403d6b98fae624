import { expect, test } from 'vitest'
import { daysUntil, retirementText } from './retirement.ts'

const today = new Date('2026-11-21T23:30:00Z')
const model = (shutdownDate: string | null, replacedBy: string | null = null) => ({
  shutdownDate,
  replacedBy,
})

test('a model without an announced end says nothing', () => {
  expect(retirementText(model(null, 'gpt-realtime-2.1'), today)).toBeNull()
})

test('a retirement names its day, how far it is, and what to use instead', () => {
  expect(retirementText(model('2027-01-20', 'gpt-realtime-2.1'), today)).toBe(
    'Retires 20 Jan 2027, in 60 days; use gpt-realtime-2.1',
  )
})

test('a retirement today, tomorrow and past is said in words that fit', () => {
  expect(retirementText(model('2026-11-21'), today)).toBe('Retires 21 Nov 2026, today')
  expect(retirementText(model('2026-11-22'), today)).toBe('Retires 22 Nov 2026, in 1 day')
  expect(retirementText(model('2026-05-07'), today)).toBe('Retired 7 May 2026, 198 days ago')
})

test('days are counted in UTC, whatever the hour', () => {
  expect(daysUntil('2026-11-22', new Date('2026-11-21T00:00:00Z'))).toBe(1)
  expect(daysUntil('2026-11-22', new Date('2026-11-21T23:59:59Z'))).toBe(1)
})
