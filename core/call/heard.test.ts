import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heardCharacters } from './heard.ts'

const text = 'We have a table at eight.'

test('[TR-4] the heard part of a text ends at a word', () => {
  expect(text.slice(0, heardCharacters(text, 500, 1_000))).toBe('We have a')
})

test('[TR-4] all of the audio heard is all of the text heard, and none is none', () => {
  expect(heardCharacters(text, 1_000, 1_000)).toBe(text.length)
  expect(heardCharacters(text, 0, 1_000)).toBe(0)
  expect(heardCharacters(text, 0, 0)).toBe(0)
})

test('[TR-4] a script without spaces is cut at the character', () => {
  expect(heardCharacters('お電話ありがとうございます', 500, 1_000)).toBe(6)
})

test('[TR-4] the cut lies within the text and never inside a character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc.nat(2_000),
      fc.nat(2_000),
      (words, heardMs, audioMs) => {
        const cut = heardCharacters(words, heardMs, audioMs)
        expect(cut).toBeGreaterThanOrEqual(0)
        expect(cut).toBeLessThanOrEqual(words.length)
        expect(words.slice(0, cut).isWellFormed()).toBe(words.isWellFormed())
      },
    ),
    { numRuns: 300 },
  )
})
