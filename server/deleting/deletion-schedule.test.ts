import { expect, test } from 'vitest'
import { nextTryAt } from './deletion-schedule.ts'

test('[DEL-1] a deletion that cannot be done waits longer each time, and is never given up', () => {
  const now = new Date('2026-06-01T00:00:00.000Z')
  const waitsMs = Array.from(
    { length: 40 },
    (_, at) => nextTryAt(at + 1, now).getTime() - now.getTime(),
  )
  expect(waitsMs[0]).toBe(2_000)
  expect(waitsMs).toEqual(waitsMs.toSorted((one, other) => one - other))
  expect(waitsMs.at(-1)).toBe(8 * 3_600_000)
})
