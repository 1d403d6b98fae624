import type { NumberFacts } from '../spending/number-facts.ts'
import { prices } from './prices.ts'

/** USD that a begun minute to this number costs at the carrier, stream and recording included. */
export function carrierUsdPerMinute({ country, kind }: NumberFacts): number {
  const listed = country === null ? undefined : prices.carrier[country]
  if (listed === undefined) return dearestCarrierUsdPerMinute
  const isLandline = kind === 'landline' || kind === 'tollFree'
  return (isLandline ? listed.landline : listed.mobile) + prices.carrierExtras
}

/** What is reckoned with where nothing is known of a number. */
export const dearestCarrierUsdPerMinute = prices.carrierDefault + prices.carrierExtras
