import { expect, test } from 'vitest'
import { endsIn, isInUse, keyState } from './key-state.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const key = (expiresAt: string | null, revokedAt: string | null = null) => ({
  expiresAt,
  revokedAt,
})

test('a key is in use until it is revoked or its time is over', () => {
  expect(keyState(key(null), now)).toBe('valid')
  expect(keyState(key('2027-02-01T00:00:00Z'), now)).toBe('valid')
  expect(keyState(key('2026-11-25T00:00:00Z'), now)).toBe('ending')
  expect(keyState(key('2026-11-21T12:00:00Z'), now)).toBe('expired')
  expect(keyState(key(null, '2026-11-20T00:00:00Z'), now)).toBe('revoked')
  expect(isInUse(key('2026-11-25T00:00:00Z'), now)).toBe(true)
  expect(isInUse(key('2026-11-21T11:00:00Z'), now)).toBe(false)
})

test.each([
  [null, 'never'],
  ['2026-11-21T12:20:00Z', 'in 1 hour'],
  ['2026-11-21T15:10:00Z', 'in 3 hours'],
  ['2026-11-22T12:00:00Z', 'in 1 day'],
  ['2027-02-19T12:00:00Z', 'in 90 days'],
  ['2026-11-20T12:00:00Z', 'already'],
])('a key that expires at %s ends %s', (expiresAt, words) => {
  expect(endsIn(expiresAt, now)).toBe(words)
})
