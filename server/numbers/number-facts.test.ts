import { describe, expect, test } from 'vitest'
import { countryOfOwnNumber, isCountry } from './countries.ts'
import { numberFacts } from './number-facts.ts'

describe('countries that share a calling code', () => {
  test.each([
    ['+14155550123', 'US'],
    ['+16135550123', 'CA'],
    ['+18095550123', 'DO'],
    ['+18765550123', 'JM'],
    ['+12425550123', 'BS'],
    ['+12465550123', 'BB'],
    ['+16495550123', 'TC'],
    ['+442071838750', 'GB'],
    ['+441534123456', 'JE'],
    ['+447797123456', 'JE'],
    ['+441481256789', 'GG'],
    ['+441624756789', 'IM'],
    ['+79161234567', 'RU'],
    ['+77012345678', 'KZ'],
    ['+61212345678', 'AU'],
    ['+61891621234', 'CC'],
    ['+35818123456', 'AX'],
  ])('[SPEND-1] %s is of %s', (e164, country) => {
    expect(numberFacts(e164).country).toBe(country)
  })
})

describe('kinds of numbers', () => {
  test.each([
    ['+14155550123', 'mobile'],
    ['+442071838750', 'landline'],
    ['+81312345678', 'landline'],
    ['+819012345678', 'mobile'],
    ['+18005551212', 'tollFree'],
    ['+19005550123', 'premium'],
    ['+12129761234', 'premium'],
    ['+449012345678', 'premium'],
    ['+448431234567', 'premium'],
    ['+4930901820', 'landline'],
    ['+491801234567', 'sharedCost'],
    ['+447012345678', 'personal'],
    ['+15007771234', 'personal'],
    ['+443001234567', 'uan'],
    ['+447640123456', 'pager'],
    ['+41860123456789', 'voicemail'],
    ['+881612345678', 'satellite'],
    ['+870773111632', 'satellite'],
    ['+883510012345678', 'international'],
    ['+88213123456', 'international'],
    ['+80012345678', 'international'],
    ['+80812345678', 'sharedCost'],
    ['+9791234567', 'premium'],
    ['+12222222222', 'invalid'],
    ['+4911200', 'invalid'],
    ['+999123456', 'invalid'],
    ['+4409012345678', 'misspelt'],
  ])('[SPEND-2] %s is %s', (e164, kind) => {
    expect(numberFacts(e164).kind).toBe(kind)
  })

  test('the numbers that Twilio keeps for trials can be dialled', () => {
    for (const last of ['0001', '0006', '0012']) {
      expect(numberFacts(`+1500555${last}`)).toEqual({ country: 'US', kind: 'landline' })
    }
    expect(numberFacts('+15005550013').kind).toBe('personal')
  })
})

test('[SPEND-1] our own number’s country is known, though no telephone may have it', () => {
  expect(countryOfOwnNumber('+14155550142')).toBe('US')
  expect(countryOfOwnNumber('+15551230100')).toBe('US')
  expect(countryOfOwnNumber('+441534123456')).toBe('JE')
  expect(countryOfOwnNumber('+4911200')).toBe('DE')
  expect(countryOfOwnNumber('+999123456')).toBeNull()
})

test('[SPEND-9] a country is one that has telephone numbers', () => {
  expect(['US', 'XK', 'ZZ', 'UK', 'EU'].map(isCountry)).toEqual([true, true, false, false, false])
})
