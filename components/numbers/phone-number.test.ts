import { describe, expect, test } from 'vitest'
import {
  caretAfterFormatting,
  countryName,
  countryOf,
  readTypedNumber,
  withoutStuckSign,
} from './phone-number.ts'

describe('a number while it is typed', () => {
  test.each([
    ['+14155552671', 'US', '+1 415 555 2671', '+14155552671', 'US'],
    ['4155552671', 'US', '(415) 555-2671', '+14155552671', 'US'],
    ['+81 3-1234-5678', 'US', '+81 3 1234 5678', '+81312345678', 'JP'],
    ['090-1234-5678', 'JP', '090-1234-5678', '+819012345678', 'JP'],
    ['0049 30 901820', 'US', '+49 30 901820', '+4930901820', 'DE'],
    ['＋８１３１２３４５６７８', 'US', '+81 3 1234 5678', '+81312345678', 'JP'],
  ] as const)('%s from %s is shown as %s', (typed, home, shown, e164, country) => {
    expect(readTypedNumber(typed, home)).toMatchObject({
      shown,
      e164,
      country,
      problem: null,
    })
  })

  test('nothing typed is no problem yet, and no number', () => {
    expect(readTypedNumber('', 'US')).toMatchObject({ shown: '', e164: null, problem: null })
  })

  test.each([
    ['+8', 'Not complete yet.'],
    ['+1415555', 'Too short for +1.'],
    ['415555', 'Too short for United States.'],
    ['+4930', 'Too short for Germany.'],
    ['+1415555267199', 'Too long for +1.'],
    ['+0123', 'A country code does not begin with 0.'],
    ['+999123456', 'No country has this code.'],
  ])('%s cannot be dialled, and it is said why', (typed, problem) => {
    expect(readTypedNumber(typed, 'US')).toMatchObject({ e164: null, problem })
  })

  test('a number of the right length that no known range holds can be dialled, with a doubt', () => {
    expect(readTypedNumber('+12222222222', 'US')).toMatchObject({
      e164: '+12222222222',
      problem: null,
      isDoubtful: true,
    })
    expect(readTypedNumber('+14155550100', 'US')).toMatchObject({ isDoubtful: false })
  })

  test('what somebody pastes with words and spaces around it is understood', () => {
    expect(readTypedNumber('  tel: (415) 555-2671 ', 'US').e164).toBe('+14155552671')
  })
})

describe('the caret', () => {
  test('stays behind the digit it stood behind', () => {
    expect(caretAfterFormatting('+1415555', 5, '+1 415 555')).toBe(6)
    expect(caretAfterFormatting('(415) 555', 3, '(415) 555')).toBe(3)
  })
  test('stays at the end when one types at the end', () => {
    expect(caretAfterFormatting('4155552', 7, '415-5552')).toBe(8)
  })
})

describe('deleting', () => {
  test('punctuation takes the digit in front of it along, wherever the caret is', () => {
    expect(withoutStuckSign('(415 555-2671', 4, '(415) 555-2671', 'US')).toBe('(41 555-2671')
    expect(withoutStuckSign('(415) 5552671', 9, '(415) 555-2671', 'US')).toBe('(415) 552671')
  })
  test('a digit deletes that digit alone', () => {
    expect(withoutStuckSign('(415) 555-267', 13, '(415) 555-2671', 'US')).toBe('(415) 555-267')
  })
})

test('countries have their English names', () => {
  expect(countryName('JP')).toBe('Japan')
  expect(countryOf('+442071838750')).toBe('GB')
  expect(countryOf('+883510012345')).toBeNull()
})
