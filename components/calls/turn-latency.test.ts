import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleTurn } from '#tests/fixtures/example-turn.ts'
import { formatMs, partsOf, waitOf, waitWords } from './turn-latency.ts'

test('[CALL-5] a turn’s wait is shown in the stretches that it was made of', () => {
  expect(partsOf(exampleTurn())).toEqual([
    { id: 'noticed', ms: 500 },
    { id: 'model', ms: 320 },
    { id: 'relay', ms: 4 },
    { id: 'carrier', ms: 76 },
  ])
})

test('[CALL-5] the stretches of a turn that was heard add up to its wait', () => {
  const atMs = fc.option(fc.nat({ max: 9_000 }))
  const turns = fc.record({ noticedMs: atMs, firstDeltaMs: atMs, firstFrameMs: atMs })
  fc.assert(
    fc.property(turns, (marks) => {
      const latest = Math.max(0, ...Object.values(marks).filter((ms) => ms !== null))
      const turn = exampleTurn({ ...marks, firstHeardMs: latest })
      const sum = partsOf(turn).reduce((total, { ms }) => total + ms, 0)
      expect(sum).toBe(waitOf(turn)?.ms)
    }),
  )
})

test('a turn that nobody had to notice begins with the model', () => {
  const greeting = exampleTurn({ cause: 'request', noticedMs: null })
  expect(partsOf(greeting).map(({ id }) => id)).toEqual(['model', 'relay', 'carrier'])
  expect(partsOf(greeting).at(0)?.ms).toBe(820)
})

test('a wait is said in words, as far as it is known', () => {
  expect(waitWords(exampleTurn())).toBe('0.9 s to first sound')
  expect(waitWords(exampleTurn({ firstHeardMs: null }))).toBe('Sent after 0.8 s')
  const silent = exampleTurn({ firstDeltaMs: null, firstFrameMs: null, firstHeardMs: null })
  expect(waitWords(silent)).toBe('No sound')
  expect(formatMs(1_240.4)).toBe('1,240 ms')
})
