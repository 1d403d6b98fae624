import type { SpendingUse } from '#contracts/spending.ts'
import type { Usage } from '#contracts/usage.ts'
import { modelUsdPerMinute, tokensUsd, transcriptionUsd } from '../cost/model-cost.ts'
import type { TokenCounts } from '../cost/token-counts.ts'

/** The sums of a day's placed calls, before prices are applied to them. */
export type UseSums = {
  callsAtOnce: number
  callsToday: number
  /** Of calls that have ended: begun minutes, and what those cost at the carrier, USD. */
  ended: { minutes: number; carrierUsd: number }
  /** Of calls on the air, by model: the longest that they may last. */
  held: readonly { model: string; minutes: number; carrierUsd: number }[]
  /** Of calls that have ended, by model. */
  used: readonly (TokenCounts & { kind: Usage['kind']; model: string; audioSeconds: number })[]
}

/** When the day of `now` began, UTC. */
export function startOfDay(now: Date): Date {
  return new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS)
}

/** Whole seconds until the next day begins, UTC, at least one. */
export function secondsToMidnight(now: Date): number {
  return Math.max(1, Math.ceil((startOfDay(now).getTime() + DAY_MS - now.getTime()) / 1_000))
}

const DAY_MS = 24 * 3_600_000

/** What stands against the limits, priced. */
export function spendingUse(sums: UseSums, now: Date): SpendingUse {
  const heldMinutes = total(sums.held, ({ minutes }) => minutes)
  const heldUsd = total(
    sums.held,
    (held) => held.carrierUsd + held.minutes * modelUsdPerMinute(held.model),
  )
  const usedUsd = total(sums.used, (used) =>
    used.kind === 'transcription' && used.audioSeconds > 0
      ? transcriptionUsd(used.model, used.audioSeconds)
      : tokensUsd(used.model, used),
  )
  return {
    callsAtOnce: sums.callsAtOnce,
    callsToday: sums.callsToday,
    minutesToday: sums.ended.minutes + heldMinutes,
    spendTodayUsd: sums.ended.carrierUsd + usedUsd + heldUsd,
    heldMinutes,
    heldUsd,
    since: startOfDay(now).toISOString(),
  }
}

function total<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + valueOf(item), 0)
}
