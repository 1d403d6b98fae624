import { expect, test } from 'vitest'
import { addDays, dayIn, isDay, isZone, startOfDay } from './zoned-day.ts'

test.each([
  ['UTC', '2026-11-21', '2026-11-21T00:00:00.000Z'],
  ['Asia/Tokyo', '2026-11-21', '2026-11-20T15:00:00.000Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
  ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
  ['Asia/Kolkata', '2026-11-21', '2026-11-20T18:30:00.000Z'],
  ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00.000Z'],
])('a day in %s begins at its midnight: %s', (zone, day, moment) => {
  expect(startOfDay(zone, day)).toBe(moment)
})

test('a day whose midnight the clocks jump over begins right after it', () => {
  // At midnight of this day Cairo goes to one o'clock.
  expect(startOfDay('Africa/Cairo', '2026-04-24')).toBe('2026-04-23T22:00:00.000Z')
  expect(dayIn('Africa/Cairo', Date.parse('2026-04-23T22:00:00.000Z'))).toBe('2026-04-24')
})

test('days are counted over the ends of months, and only real ones are days', () => {
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect([isDay('2026-02-28'), isDay('2026-02-30'), isDay('today'), isDay('')]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('a zone is one that this machine knows', () => {
  expect([isZone('Asia/Tokyo'), isZone('Mars/Olympus'), isZone('')]).toEqual([true, false, false])
})
