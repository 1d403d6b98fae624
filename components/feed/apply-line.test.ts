import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TranscriptLine } from '#contracts/transcript.ts'
import { applyLine, mergeLines } from './apply-line.ts'

function line(position: number, text: string, more: Partial<TranscriptLine> = {}): TranscriptLine {
  return {
    itemId: `item_${position}`,
    position,
    role: position % 2 === 0 ? 'agent' : 'caller',
    text,
    state: 'partial',
    startMs: position * 1_000,
    endMs: null,
    interrupted: false,
    heardMs: null,
    heardChars: null,
    withheld: false,
    ...more,
  }
}

/** The versions of one line, as the relay sends them: growing, then final, then perhaps cut. */
const versions = (position: number) =>
  fc
    .record({ words: fc.array(fc.lorem({ maxCount: 1 }), { maxLength: 5 }), isCut: fc.boolean() })
    .map(({ words, isCut }) => {
      const growing = words.map((_, count) => line(position, words.slice(0, count + 1).join(' ')))
      const final = line(position, words.join(' '), { state: 'final' })
      return isCut
        ? [...growing, final, { ...final, interrupted: true, heardChars: 1 }]
        : [...growing, final]
    })

/** Several lists as one, in any order that keeps each list's own. */
function interleavings(lists: TranscriptLine[][]) {
  const total = lists.flat().length
  return fc.array(fc.nat(), { minLength: total, maxLength: total }).map((choices) => {
    const rest = lists.map((list) => [...list])
    return choices.map((choice) => {
      const open = rest.filter((list) => list.length > 0)
      return open[choice % open.length]!.shift()!
    })
  })
}

test('any interleaving of lines, each said again later, ends in the same transcript', () => {
  const calls = fc
    .tuple(versions(0), versions(1), versions(2), versions(3))
    .chain((lists) => fc.tuple(fc.constant(lists), interleavings(lists), fc.nat()))
  fc.assert(
    fc.property(calls, ([lists, mixed, from]) => {
      const replayed = [...mixed, ...mixed.slice(from % mixed.length)]
      const last = lists.map((list) => list.at(-1)!)
      expect(mergeLines([], replayed)).toEqual(last)
      expect(mergeLines(last, replayed)).toEqual(last)
    }),
  )
})

test('a newer version replaces the older one', () => {
  const lines = mergeLines([], [line(0, 'Good'), line(0, 'Good evening')])
  expect(lines.map(({ text }) => text)).toEqual(['Good evening'])
})

test('a late partial does not replace what is final', () => {
  const final = line(0, 'Good evening.', { state: 'final' })
  const lines = [final]
  expect(applyLine(lines, line(0, 'Good'))).toBe(lines)
})

test('lines stand in the order of speaking, not of arrival', () => {
  const lines = mergeLines([], [line(2, 'c'), line(0, 'a'), line(1, 'b')])
  expect(lines.map(({ text }) => text)).toEqual(['a', 'b', 'c'])
})

test('a line that is told its true place moves there', () => {
  const moved = line(3, 'late', { itemId: 'item_0' })
  const lines = mergeLines([], [line(0, 'early'), line(1, 'b'), moved])
  expect(lines.map(({ text }) => text)).toEqual(['b', 'late'])
})
