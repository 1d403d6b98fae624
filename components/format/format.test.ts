import { expect, test } from 'vitest'
import { formatBytes } from './bytes.ts'
import { formatAge, formatClock, formatSeconds, spokenDuration } from './duration.ts'
import { formatPhone, phoneCountry } from './phone.ts'
import { formatExactly, formatWhen } from './time.ts'
import { formatWait } from './wait.ts'

test.each([
  [0, '0:00'],
  [7_999, '0:07'],
  [750_000, '12:30'],
  [3_723_000, '1:02:03'],
  [-5, '0:00'],
])('%i ms on a clock is %s', (ms, words) => expect(formatClock(ms)).toBe(words))

test('a duration is spoken with its units, zeros left out', () => {
  expect(spokenDuration(65_000)).toBe('1 minute 5 seconds')
  expect(spokenDuration(3_600_000)).toBe('1 hour')
  expect(spokenDuration(0)).toBe('0 seconds')
})

test.each([
  [7_000, '7 s'],
  [59_400, '59 s'],
  [180_000, '3 min'],
  [7_200_000, '2 h'],
  [432_000_000, '5 d'],
])('%i ms of age is %s', (ms, words) => expect(formatAge(ms)).toBe(words))

test.each([
  [26.4, '26 ms'],
  [820, '0.8 s'],
  [12_340, '12.3 s'],
])('a wait of %d ms is %s', (ms, words) => expect(formatSeconds(ms)).toBe(words))

test.each([
  [1, 'in 1 second'],
  [42, 'in 42 seconds'],
  [601, 'in 11 minutes, at 12:11'],
])('a wait of %i s is over %s', (seconds, words) => {
  expect(formatWait(seconds, Date.parse('2026-03-01T12:00:00Z'), { timeZone: 'UTC' })).toBe(words)
})

test.each([
  [312, '312 B'],
  [48_200, '48.2 kB'],
  [1_200_000, '1.20 MB'],
  [0, '0 B'],
])('%i bytes are %s', (bytes, words) => expect(formatBytes(bytes)).toBe(words))

test('a number is written as in its country, and what is no number as it is', () => {
  expect(formatPhone('+14155550123')).toBe('+1 415 555 0123')
  expect(formatPhone('+81312345678')).toBe('+81 3 1234 5678')
  expect(formatPhone('anonymous')).toBe('anonymous')
  expect(phoneCountry('+81312345678')).toBe('JP')
})

const tokyo = { locale: 'en-GB', timeZone: 'Asia/Tokyo' }
const now = Date.parse('2026-03-01T02:00:00Z')

test('a moment of today shows its time alone, in the zone of the operator', () => {
  expect(formatWhen('2026-02-28T23:30:00Z', now, tokyo)).toBe('08:30')
})

test('another day is named, and another year with it', () => {
  expect(formatWhen('2026-02-27T23:30:00Z', now, tokyo)).toBe('28 Feb, 08:30')
  expect(formatWhen('2025-02-27T23:30:00Z', now, tokyo)).toBe('28 Feb 2025, 08:30')
})

test('the exact moment names its zone', () => {
  expect(formatExactly('2026-02-27T23:30:05Z', tokyo)).toContain('08:30:05 GMT+9')
})
