import { parsePhoneNumberFromString, type NumberType } from 'libphonenumber-js/max'
import type { NumberFacts, NumberKind } from '#core/spending/number-facts.ts'

/**
 * What the numbering plans say of a number in E.164 form: where it leads, and
 * what kind it is. Countries that share a calling code are told apart.
 */
export function numberFacts(e164: string): NumberFacts {
  if (TEST_NUMBER.test(e164)) return { country: 'US', kind: 'landline' }
  const number = parsePhoneNumberFromString(e164)
  if (number === undefined) return { country: null, kind: 'invalid' }
  const country = number.country ?? null
  const nonGeographic = nonGeographicKind(number.countryCallingCode)
  if (nonGeographic !== null) return { country: null, kind: nonGeographic }
  if (number.number !== e164) return { country, kind: 'misspelt' }
  if (!number.isValid()) return { country, kind: 'invalid' }
  if (dearRanges.some((range) => range.test(e164))) return { country, kind: 'premium' }
  return { country, kind: kindOf(number.getType()) }
}

/**
 * The numbers with which Twilio lets a program be tried (Twilio's docs, "Test
 * credentials"), and three more of the simulator's. They are personal numbers by
 * their range, and nobody's: no telephone rings.
 */
const TEST_NUMBER = /^\+15005550(?:00\d|01[0-2])$/

/** Pay-per-call exchanges that the plans do not mark: 976 in North America. */
const dearRanges = [/^\+1\d{3}976\d{4}$/]

/** Calling codes that are no country's (ITU-T E.164, list of assigned codes). */
function nonGeographicKind(callingCode: string): NumberKind | null {
  if (['870', '881'].includes(callingCode)) return 'satellite'
  if (callingCode === '979') return 'premium'
  if (callingCode === '808') return 'sharedCost'
  return ['800', '878', '882', '883', '888'].includes(callingCode) ? 'international' : null
}

function kindOf(type: NumberType): NumberKind {
  switch (type) {
    case 'FIXED_LINE':
      return 'landline'
    case 'MOBILE':
    case 'FIXED_LINE_OR_MOBILE':
    case 'VOIP':
      return 'mobile'
    case 'TOLL_FREE':
      return 'tollFree'
    case 'PREMIUM_RATE':
      return 'premium'
    case 'SHARED_COST':
      return 'sharedCost'
    case 'PERSONAL_NUMBER':
      return 'personal'
    case 'UAN':
      return 'uan'
    case 'PAGER':
      return 'pager'
    case 'VOICEMAIL':
      return 'voicemail'
    case undefined:
    default:
      return 'invalid'
  }
}
