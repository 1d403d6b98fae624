import { expect, test } from 'vitest'
import { changedLimits, changeOf, followed } from './changed-limits.ts'

const saved = {
  countries: ['US', 'JP'],
  callsAtOnce: 5,
  callsPerDay: 200,
  minutesPerDay: 1_000,
  spendPerDayUsd: 50,
  longestCallMinutes: 60,
}

test('the order of countries is no change, one more or less is', () => {
  expect(changedLimits(saved, { ...saved, countries: ['JP', 'US'] })).toEqual([])
  expect(changedLimits(saved, { ...saved, countries: ['JP'] })).toEqual(['countries'])
  expect(changedLimits(saved, { ...saved, countries: ['JP', 'US', 'DE'] })).toEqual(['countries'])
})

test('an emptied number is a change, once', () => {
  const emptied = { ...saved, callsPerDay: Number.NaN }
  expect(changedLimits(saved, emptied)).toEqual(['callsPerDay'])
  expect(changedLimits(emptied, emptied)).toEqual([])
})

test('only what changed is sent', () => {
  expect(changeOf(saved, { ...saved, callsPerDay: 0, countries: [] })).toEqual({
    callsPerDay: 0,
    countries: [],
  })
})

test('what somebody else saved is followed, except where one is editing', () => {
  const newer = { ...saved, callsAtOnce: 9, callsPerDay: 300 }
  const edited = { ...saved, callsPerDay: 10 }
  expect(followed(saved, newer, edited)).toEqual({ ...newer, callsPerDay: 10 })
})
