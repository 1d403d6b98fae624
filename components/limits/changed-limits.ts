import type { SpendingLimits, UpdateSpendingLimits } from '#contracts/spending.ts'

/** The limits, as the page names them, in its order. */
export const limitLabels: Record<keyof SpendingLimits, string> = {
  countries: 'Countries',
  callsAtOnce: 'Calls at once',
  callsPerDay: 'Calls a day',
  minutesPerDay: 'Minutes a day',
  spendPerDayUsd: 'Spend a day',
  longestCallMinutes: 'Longest call',
}

/** The limits in which `edited` says something else than `saved`. Countries count as a set. */
export function changedLimits(
  saved: SpendingLimits,
  edited: SpendingLimits,
): (keyof SpendingLimits)[] {
  return names.filter((name) => !isSame(saved[name], edited[name]))
}

/** What to send, so that limits which somebody else changed meanwhile stay as they are. */
export function changeOf(saved: SpendingLimits, edited: SpendingLimits): UpdateSpendingLimits {
  const changed = changedLimits(saved, edited)
  return Object.fromEntries(changed.map((name) => [name, edited[name]]))
}

/** The fields when `newer` arrives: what was edited since `base` stays, the rest follows. */
export function followed(
  base: SpendingLimits,
  newer: SpendingLimits,
  edited: SpendingLimits,
): SpendingLimits {
  const own = changedLimits(base, edited).map((name) => [name, edited[name]] as const)
  return { ...newer, ...Object.fromEntries(own) }
}

const names: readonly (keyof SpendingLimits)[] = [
  'countries',
  'callsAtOnce',
  'callsPerDay',
  'minutesPerDay',
  'spendPerDayUsd',
  'longestCallMinutes',
]

function isSame(a: number | string[], b: number | string[]): boolean {
  if (typeof a === 'number' || typeof b === 'number') return Object.is(a, b)
  return a.length === b.length && a.every((country) => b.includes(country))
}
