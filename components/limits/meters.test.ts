import { expect, test } from 'vitest'
import type { Spending } from '#contracts/spending.ts'
import { dayTurnsAt, metersOf } from './meters.ts'

const spending = (
  use: Partial<Spending['use']>,
  limits: Partial<Spending['limits']> = {},
): Spending => ({
  limits: {
    countries: ['US'],
    callsAtOnce: 5,
    callsPerDay: 200,
    minutesPerDay: 1_000,
    spendPerDayUsd: 50,
    longestCallMinutes: 60,
    ...limits,
  },
  use: {
    callsAtOnce: 0,
    callsToday: 0,
    minutesToday: 0,
    spendTodayUsd: 0,
    heldMinutes: 0,
    heldUsd: 0,
    since: '2026-11-21T00:00:00.000Z',
    ...use,
  },
})

const meter = (id: string, ...given: Parameters<typeof spending>) =>
  metersOf(spending(...given)).find((each) => each.id === id)

test('a limit is shown by what is used, what there is, and its unit', () => {
  const words = metersOf(
    spending({ callsAtOnce: 1, callsToday: 34, minutesToday: 3.26, spendTodayUsd: 1.5 }),
  ).map((each) => each.words)
  expect(words).toEqual([
    '1 of 5 calls',
    '34 of 200 calls',
    '3.3 of 1,000 minutes',
    '$1.50 of $50.00',
  ])
})

test('from 80 % on a limit warns, and says what comes next', () => {
  expect(meter('callsPerDay', { callsToday: 159 })).toMatchObject({ state: 'free', meaning: '' })
  expect(meter('callsPerDay', { callsToday: 160 })).toMatchObject({
    state: 'near',
    meaning: 'Nearly reached: then new calls are refused until midnight UTC.',
  })
})

test('a limit that is reached or passed is full, and says until when', () => {
  expect(meter('callsAtOnce', { callsAtOnce: 7 })).toMatchObject({
    share: 1,
    state: 'reached',
    meaning: 'Reached: new calls are refused until one of them ends.',
  })
})

test('what calls that are up hold is a part of what is used, and said', () => {
  expect(meter('minutesPerDay', { minutesToday: 80, heldMinutes: 60 })).toMatchObject({
    share: 0.08,
    heldShare: 0.06,
    heldWords: '60 held by calls that are up',
  })
  expect(meter('minutesPerDay', { minutesToday: 80 })).toMatchObject({
    heldShare: 0,
    heldWords: '',
  })
})

test('a limit that only what is held reaches is lifted by calls that end', () => {
  const held = { minutesToday: 1_020, heldMinutes: 120 }
  expect(meter('minutesPerDay', held)?.meaning).toBe(
    'Reached: new calls are refused until calls that are up end, or midnight UTC.',
  )
  expect(meter('minutesPerDay', { ...held, heldMinutes: 10 })?.meaning).toBe(
    'Reached: new calls are refused until midnight UTC.',
  )
})

test('a limit of nothing is reached from the start', () => {
  expect(meter('minutesPerDay', {}, { minutesPerDay: 0 })).toMatchObject({
    share: 1,
    state: 'reached',
    meaning: 'No call can be placed while this is 0.',
  })
})

test('the day turns over at the midnight UTC after it began', () => {
  expect(dayTurnsAt('2026-11-21T00:00:00.000Z')).toBe('2026-11-22T00:00:00.000Z')
  expect(dayTurnsAt('2026-12-31T00:00:00.000Z')).toBe('2027-01-01T00:00:00.000Z')
})
