import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max'

/**
 * The country of one of our own numbers. One that its numbering plan does not
 * know, as a number made up for a trial, counts as of the largest country with
 * its calling code. Null: there is none.
 */
export function countryOfOwnNumber(e164: string): string | null {
  const number = parsePhoneNumberFromString(e164)
  if (number === undefined) return null
  const callingCode: string = number.countryCallingCode
  if (number.country !== undefined) return number.country
  const only = getCountries().find((country) => getCountryCallingCode(country) === callingCode)
  return largestOfCode[callingCode] ?? only ?? null
}

/** Where several countries share a calling code. */
const largestOfCode: { readonly [callingCode: string]: string } = {
  1: 'US',
  7: 'RU',
  39: 'IT',
  44: 'GB',
  47: 'NO',
  61: 'AU',
  212: 'MA',
  262: 'RE',
  290: 'SH',
  358: 'FI',
  590: 'GP',
  599: 'CW',
}

/** Whether a code is that of a country with a numbering plan. */
export function isCountry(code: string): boolean {
  return isSupportedCountry(code)
}
