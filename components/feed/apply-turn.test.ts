import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleTurn } from '#tests/fixtures/example-turn.ts'
import { applyTurn, mergeTurns } from './apply-turn.ts'

test('turns stand in order and once each, however they arrive', () => {
  const numbers = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 })
  fc.assert(
    fc.property(numbers, (arrived) => {
      const turns = mergeTurns(
        [],
        arrived.map((number) => exampleTurn({ number })),
      )
      const shown = turns.map(({ number }) => number)
      expect(shown).toEqual([...new Set(arrived)].toSorted((a, b) => a - b))
    }),
  )
})

test('the newest version of a turn stands', () => {
  const begun = exampleTurn({ number: 2, firstHeardMs: null })
  const heard = exampleTurn({ number: 2, firstHeardMs: 900 })
  expect(applyTurn([exampleTurn({ number: 1 }), begun], heard).at(1)).toBe(heard)
})

test('what was stored is overlaid by what the feed says', () => {
  const stored = [exampleTurn({ number: 1 }), exampleTurn({ number: 2, interrupted: false })]
  const live = [exampleTurn({ number: 2, interrupted: true }), exampleTurn({ number: 100_001 })]
  const merged = mergeTurns(stored, live)
  expect(merged.map(({ number, interrupted }) => [number, interrupted])).toEqual([
    [1, false],
    [2, true],
    [100_001, false],
  ])
})
