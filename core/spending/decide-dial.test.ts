import { describe, expect, test } from 'vitest'
import type { SpendingLimits, SpendingUse } from '#contracts/spending.ts'
import { carrierUsdPerMinute } from '../cost/carrier-cost.ts'
import { modelUsdPerMinute } from '../cost/model-cost.ts'
import { decideDial, type WantedCall } from './decide-dial.ts'
import type { NumberKind } from './number-facts.ts'

const limits: SpendingLimits = {
  countries: ['US', 'GB'],
  callsAtOnce: 5,
  callsPerDay: 50,
  minutesPerDay: 300,
  spendPerDayUsd: 100,
  longestCallMinutes: 30,
}
const nothing: SpendingUse = {
  callsAtOnce: 0,
  callsToday: 0,
  minutesToday: 0,
  spendTodayUsd: 0,
  heldMinutes: 0,
  heldUsd: 0,
  since: '2026-11-21T00:00:00.000Z',
}
const call: WantedCall = {
  number: { country: 'US', kind: 'mobile' },
  model: 'gpt-realtime-2.1',
  longestCallMinutes: 60,
}
const usdPerMinute = carrierUsdPerMinute(call.number) + modelUsdPerMinute(call.model)

const decide = (
  over: Partial<SpendingLimits>,
  use: Partial<SpendingUse> = {},
  wanted: Partial<WantedCall> = {},
) => decideDial({ ...limits, ...over }, { ...nothing, ...use }, { ...call, ...wanted })

test('[SPEND-10] a call lasts as long as its agent and the house both allow', () => {
  expect(decide({})).toMatchObject({ allowed: true, longestCallMinutes: 30 })
  expect(decide({}, {}, { longestCallMinutes: 12 })).toMatchObject({ longestCallMinutes: 12 })
})

describe('a number that is never called', () => {
  const kinds: NumberKind[] = ['premium', 'sharedCost', 'personal', 'uan', 'pager', 'voicemail']
  test.each([...kinds, 'satellite', 'international', 'invalid', 'misspelt'] as const)(
    '[SPEND-2] is a %s one, though its country is allowed',
    (kind) => {
      const refused = decide({}, {}, { number: { country: 'US', kind } })
      expect(refused).toMatchObject({ allowed: false, limit: 'numberKind' })
    },
  )

  test('[SPEND-1] leads to a country that is not allowed, which is named', () => {
    const refused = decide({}, {}, { number: { country: 'JM', kind: 'mobile' } })
    expect(refused).toMatchObject({
      allowed: false,
      limit: 'country',
      why: 'Jamaica (JM) may not be called; allowed: GB, US.',
      untilMidnight: false,
    })
  })
})

describe('a limit that is reached', () => {
  test.each([
    ['callsAtOnce', { callsAtOnce: 5 }, /5 of 5 calls at once/, /until one of them ends/, false],
    ['callsPerDay', { callsToday: 50 }, /50 of 50 calls/, /midnight UTC/, true],
    ['minutesPerDay', { minutesToday: 299 }, /299 of 300 minutes/, /midnight UTC/, true],
    ['spendPerDayUsd', { spendTodayUsd: 99.9 }, /\$99.90 of \$100.00/, /midnight UTC/, true],
  ] as const)(
    '[SPEND-6] %s is named, with what would lift it',
    (limit, use, why, lift, untilMidnight) => {
      expect(decide({}, use)).toEqual({
        allowed: false,
        limit,
        why: expect.stringMatching(why),
        lift: expect.stringMatching(lift),
        untilMidnight,
      })
    },
  )

  test('[SPEND-6] what calls on the air hold is told, as it may come back', () => {
    const refused = decide({}, { minutesToday: 300, heldMinutes: 120 })
    expect(refused).toMatchObject({
      why: '300 of 300 minutes a day are taken, 120 of them held by calls on the air.',
      lift: expect.stringContaining('gives back what it did not use'),
    })
  })

  test('a limit of nothing lets nothing pass', () => {
    for (const limit of [
      'callsAtOnce',
      'callsPerDay',
      'minutesPerDay',
      'spendPerDayUsd',
    ] as const) {
      expect(decide({ [limit]: 0 })).toMatchObject({
        allowed: false,
        limit,
        lift: 'Ask an owner to raise it.',
        untilMidnight: false,
      })
    }
  })
})

describe('a call near the end of the day’s limits', () => {
  test('[SPEND-5] is cut to the minutes that are left, down to two', () => {
    expect(decide({}, { minutesToday: 293 })).toMatchObject({ longestCallMinutes: 7 })
    expect(decide({}, { minutesToday: 298 })).toMatchObject({ longestCallMinutes: 2 })
    expect(decide({}, { minutesToday: 298.5 })).toMatchObject({ allowed: false })
  })

  test('[SPEND-5] is cut to what the money that is left pays for', () => {
    const left = (minutes: number) => ({ spendTodayUsd: 100 - minutes * usdPerMinute })
    expect(decide({}, left(9))).toMatchObject({ longestCallMinutes: 9 })
    expect(decide({}, left(2.9))).toMatchObject({ longestCallMinutes: 2 })
    expect(decide({}, left(1.9))).toMatchObject({ allowed: false, limit: 'spendPerDayUsd' })
  })
})
