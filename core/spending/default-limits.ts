import type { SpendingLimits } from '#contracts/spending.ts'

/** What a new place allows itself: enough for a busy day of a small business, in one country. */
export function defaultLimits(homeCountry: string | null): SpendingLimits {
  return {
    countries: homeCountry === null ? [] : [homeCountry],
    callsAtOnce: 20,
    callsPerDay: 1_000,
    minutesPerDay: 3_000,
    spendPerDayUsd: 300,
    longestCallMinutes: 60,
  }
}
