import {
  AsYouType,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
} from 'libphonenumber-js'

/** What is typed so far, understood: how to show it, where it leads, and what it lacks. */
export type TypedNumber = {
  shown: string
  /** Set once the number has a length that its country uses. */
  e164: string | null
  country: CountryCode | null
  /** Why it cannot be dialled, in plain words; null when it can, or when nothing is typed. */
  problem: string | null
  /** It can be dialled, but matches no range known in its country. New ranges open all the time. */
  isDoubtful: boolean
}

/**
 * Understands a number while it is typed. Without a leading plus it is read as
 * a number of `home`, the country we call from; `00` begins an international one.
 */
export function readTypedNumber(typed: string, home: CountryCode): TypedNumber {
  const text = diallable(typed)
  if (text === '' || text === '+') return { ...nothingTyped, shown: text }
  const asYouType = new AsYouType(home)
  const shown = asYouType.input(text)
  const number = asYouType.getNumber()
  const country = number?.country ?? asYouType.getCountry() ?? null
  if (number?.isPossible() === true && isE164(number.number)) {
    const e164 = number.number
    return { shown, e164, country, problem: null, isDoubtful: !number.isValid() }
  }
  const where = country === null ? null : countryName(country)
  const place = where ?? callingCode(asYouType.getCallingCode())
  return { ...nothingTyped, shown, country, problem: lack(text, home, place) }
}

/** The country of a number in E.164 form; null when it has none, as satellite networks do. */
export function countryOf(e164: string): CountryCode | null {
  return parsePhoneNumberFromString(e164)?.country ?? null
}

/** A country's English name, such as "Japan" for `JP`. */
export function countryName(country: CountryCode): string {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(country) ?? country
}

/**
 * Where the caret stands in `shown` so that it is still behind the same digit
 * as it was in `typed`: formatting moves punctuation about while one types.
 */
export function caretAfterFormatting(typed: string, caret: number, shown: string): number {
  const before = signs(typed.slice(0, caret))
  if (before === signs(typed)) return shown.length
  let seen = 0
  for (let at = 0; at < shown.length; at += 1) {
    if (seen === before) return at
    if (SIGN.test(shown.charAt(at))) seen += 1
  }
  return shown.length
}

/**
 * What was typed, with the caret at `caret`, when `before` was shown: deleting
 * a bracket or a space changes no digit, so formatting would put it back for
 * ever; the digit in front of it goes too.
 */
export function withoutStuckSign(
  typed: string,
  caret: number,
  before: string,
  home: CountryCode,
): string {
  const isDeletion = typed.length < before.length
  if (!isDeletion || readTypedNumber(typed, home).shown !== before) return typed
  return typed.slice(0, caret).replace(/\d(\D*)$/, '$1') + typed.slice(caret)
}

const SIGN = /[\d+]/
const signs = (text: string) => text.replaceAll(/[^\d+]/g, '').length

/** Digits, with a plus in front where one was typed; full-width digits, as Japanese keyboards give, count. */
function diallable(typed: string): string {
  const text = typed.normalize('NFKC').trim()
  const digits = text.replaceAll(/\D/g, '')
  if (text.startsWith('+')) return `+${digits}`
  return digits.startsWith('00') ? `+${digits.slice(2)}` : digits
}

const isE164 = (number: string) => /^\+[1-9]\d{6,14}$/.test(number)

const nothingTyped: TypedNumber = {
  shown: '',
  e164: null,
  country: null,
  problem: null,
  isDoubtful: false,
}

/** Several countries share a code such as +1; until more is typed, the code is all there is to name. */
function callingCode(digits: string | undefined): string | null {
  return digits === undefined ? null : `+${digits}`
}

function lack(text: string, home: CountryCode, place: string | null): string {
  if (text.startsWith('+0')) return 'A country code does not begin with 0.'
  const length = validatePhoneNumberLength(text, home)
  if (length === 'INVALID_COUNTRY' && text.length > 4) return 'No country has this code.'
  if (length === 'TOO_LONG') return `Too long for ${place ?? 'any country'}.`
  return place === null ? 'Not complete yet.' : `Too short for ${place}.`
}
