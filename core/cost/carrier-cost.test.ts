import { expect, test } from 'vitest'
import { carrierUsdPerMinute, dearestCarrierUsdPerMinute } from './carrier-cost.ts'
import { prices } from './prices.ts'

test('[SPEND-13] a minute costs what its country and kind do, stream and recording included', () => {
  const extras = prices.carrierExtras
  expect(carrierUsdPerMinute({ country: 'GB', kind: 'landline' })).toBeCloseTo(0.0158 + extras)
  expect(carrierUsdPerMinute({ country: 'GB', kind: 'mobile' })).toBeCloseTo(0.0305 + extras)
})

test('[SPEND-13] a country without a price costs more than any that has one', () => {
  const unknown = carrierUsdPerMinute({ country: 'ZW', kind: 'landline' })
  expect(unknown).toBe(dearestCarrierUsdPerMinute)
  const listed = Object.values(prices.carrier).flatMap(({ landline, mobile }) => [landline, mobile])
  expect(Math.max(...listed)).toBeLessThan(unknown)
})
