import { expect, test } from 'vitest'
import { wholeView } from './call-view.ts'
import { readSearch, searchText } from './read-search.ts'

test.each(['+44 20', '0123', '(415) 555-0123', '+81'])(
  '[FIND-23] what looks like a number is searched as one: %s',
  (typed) => expect(readSearch(` ${typed} `, wholeView)).toEqual({ text: '', number: typed }),
)

test.each(['refund', '12', '24/7', '+', '三月', 'room 1204'])(
  '[FIND-23] anything else is searched in the transcripts: %s',
  (typed) => expect(readSearch(typed, wholeView)).toEqual({ text: typed, number: '' }),
)

test('[FIND-23] clearing the box takes back what it showed, and not a number beside it', () => {
  const both = { ...wholeView, text: 'refund', number: '+44' }
  expect(searchText(both)).toBe('refund')
  expect(readSearch('', both)).toEqual({ text: '', number: '+44' })
  expect(searchText({ ...both, text: '' })).toBe('+44')
  expect(readSearch('', { ...both, text: '' })).toEqual({ text: '', number: '' })
})
