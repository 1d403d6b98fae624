import { expect, test } from 'vitest'
import { exampleTurn } from '#tests/fixtures/example-turn.ts'
import { sumTurns } from './sum-turns.ts'

test('a call’s answers are summed up by their median, their worst and the interruptions', () => {
  const total = sumTurns([
    exampleTurn({ number: 1, firstHeardMs: 700 }),
    exampleTurn({ number: 2, firstHeardMs: 2_100, atMs: 31_000, interrupted: true }),
    exampleTurn({ number: 3, firstHeardMs: 900 }),
    exampleTurn({ number: 4, firstHeardMs: 800 }),
    exampleTurn({ number: 5, firstHeardMs: null, interrupted: true }),
  ])
  expect(total).toEqual({
    answers: 4,
    medianMs: 850,
    worst: { ms: 2_100, atMs: 31_000 },
    interruptions: 2,
  })
})

test('a greeting keeps nobody waiting', () => {
  const total = sumTurns([exampleTurn({ cause: 'request', firstHeardMs: 3_000 })])
  expect(total).toEqual({ answers: 0, medianMs: null, worst: null, interruptions: 0 })
})
