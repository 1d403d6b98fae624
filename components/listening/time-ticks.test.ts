import { expect, test } from 'vitest'
import { timeTicks } from './time-ticks.ts'

test('[LISTEN-2] the ruler has round times, never closer than fits, from two seconds to two hours', () => {
  expect(timeTicks(2_000, 700)).toEqual([0, 1_000, 2_000])
  expect(timeTicks(38_000, 700)).toEqual([0, 10_000, 20_000, 30_000])
  const twoHours = timeTicks(7_200_000, 700)
  expect(twoHours[1]).toBe(1_800_000)
  expect(timeTicks(7_200_000, 100)).toEqual([0, 7_200_000])
  expect(timeTicks(0, 700)).toEqual([])
})
