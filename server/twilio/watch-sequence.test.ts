import { expect, test } from 'vitest'
import { watchSequence } from './watch-sequence.ts'

const missed = (...numbers: (number | undefined)[]) => numbers.map(watchSequence())

test('[FRAME-4] a message that never came is counted once, at the next that does', () => {
  expect(missed(1, 2, 3, 6, 7, 9)).toEqual([0, 0, 0, 2, 0, 1])
})

test('[FRAME-4] what has no number, an old one, or is the first, says nothing', () => {
  expect(missed(5, undefined, 6, 6, 4, 7)).toEqual([0, 0, 0, 0, 0, 0])
})
