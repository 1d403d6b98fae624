import { parsePhoneNumberFromString } from 'libphonenumber-js'

/** A number as its country writes it, with the country's code in front; what is not a number is returned as it is. */
export function formatPhone(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number
}

/** ISO 3166 code of a number's country, e.g. `JP`; null where it cannot be told. */
export function phoneCountry(number: string): string | null {
  return parsePhoneNumberFromString(number)?.country ?? null
}
