import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reconnectDelayMs } from './reconnect-delay.ts'

test('it doubles from half a second, and never waits more than 15 s', () => {
  expect([0, 1, 2, 3].map((failures) => reconnectDelayMs(failures, 1))).toEqual([
    500, 1_000, 2_000, 4_000,
  ])
  expect(reconnectDelayMs(1_000, 1)).toBe(15_000)
})

test('chance spreads it over the upper half', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const full = reconnectDelayMs(failures, 1)
      const delayMs = reconnectDelayMs(failures, chance)
      expect(delayMs).toBeGreaterThanOrEqual(full / 2)
      expect(delayMs).toBeLessThanOrEqual(full)
    }),
  )
})
