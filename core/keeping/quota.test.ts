import { expect, test } from 'vitest'
import { quotaState } from './quota.ts'

test('[QUOTA-1] the store is near its quota from 80 per cent on, and over it beyond all of it', () => {
  expect(quotaState(799, 1_000)).toBe('fine')
  expect(quotaState(800, 1_000)).toBe('near')
  expect(quotaState(1_000, 1_000)).toBe('near')
  expect(quotaState(1_001, 1_000)).toBe('over')
  expect(quotaState(Number.MAX_SAFE_INTEGER, null)).toBe('fine')
})
