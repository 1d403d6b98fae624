import { expect, test } from 'vitest'
import { signInWaitSeconds } from './sign-in-wait.ts'

test('[RATE-9] the first tries are free, then the wait doubles up to a quarter of an hour', () => {
  const waits = [1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1_000].map((tries) => signInWaitSeconds(tries, 5))
  expect(waits).toEqual([0, 0, 15, 30, 60, 120, 240, 480, 900, 900, 900])
})
