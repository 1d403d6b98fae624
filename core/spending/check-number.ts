import { unreachable } from '../unreachable.ts'
import { refusedKindWords, type NumberFacts } from './number-facts.ts'

/** Why a dial is refused, and what would lift that. */
export type NumberRefusal = { limit: 'country' | 'numberKind'; why: string; lift: string }

/**
 * Whether a number may be called at all, by its country and its kind; null: it
 * may. Holds for everybody that the carrier is made to ring, transfers included.
 */
export function checkNumber(
  { country, kind }: NumberFacts,
  allowed: readonly string[],
): NumberRefusal | null {
  switch (kind) {
    case 'invalid':
      return {
        limit: 'numberKind',
        why: 'No numbering plan knows this number: it may be misspelt, an emergency number or a short code.',
        lift: 'Check its digits.',
      }
    case 'misspelt':
      return {
        limit: 'numberKind',
        why: 'This number is not written as it is dialled: it has a trunk prefix behind the country code.',
        lift: 'Leave out the digits that are only dialled within the country, such as the 0 of +44 (0)20.',
      }
    case 'landline':
    case 'mobile':
    case 'tollFree':
      return country !== null && allowed.includes(country) ? null : countryRefusal(country, allowed)
    case 'premium':
    case 'sharedCost':
    case 'personal':
    case 'uan':
    case 'pager':
    case 'voicemail':
    case 'satellite':
    case 'international':
      return {
        limit: 'numberKind',
        why: `This is ${refusedKindWords[kind]}. Such numbers are never called.`,
        lift: 'No setting allows it: call another number.',
      }
    default:
      return unreachable(kind)
  }
}

function countryRefusal(country: string | null, allowed: readonly string[]): NumberRefusal {
  const where = country === null ? 'This number’s country' : `${countryName(country)} (${country})`
  const may = allowed.length === 0 ? 'none' : allowed.toSorted().join(', ')
  return {
    limit: 'country',
    why: `${where} may not be called; allowed: ${may}.`,
    lift: 'An owner can allow the country under Settings, Limits.',
  }
}

function countryName(country: string): string {
  return new Intl.DisplayNames(['en'], { type: 'region' }).of(country) ?? country
}
