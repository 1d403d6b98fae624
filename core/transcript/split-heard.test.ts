import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitHeard } from './split-heard.ts'

const text = 'I can offer a room with a view'

test('an interrupted line is cut where the caller stopped hearing it', () => {
  expect(splitHeard({ text, interrupted: true, heardChars: 11 })).toEqual({
    heard: 'I can offer',
    unheard: ' a room with a view',
  })
})

test('a line that was not interrupted was heard whole, also while it is being played', () => {
  expect(splitHeard({ text, interrupted: false, heardChars: 3 }).unheard).toBe('')
})

test('an interrupted line of unknown cut is not struck', () => {
  expect(splitHeard({ text, interrupted: true, heardChars: null }).unheard).toBe('')
})

test('no cut loses or doubles a character', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (said, heardChars) => {
      const { heard, unheard } = splitHeard({ text: said, interrupted: true, heardChars })
      expect(heard + unheard).toBe(said)
    }),
  )
})
