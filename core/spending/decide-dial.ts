import type { DialLimit, SpendingLimits, SpendingUse } from '#contracts/spending.ts'
import { carrierUsdPerMinute } from '../cost/carrier-cost.ts'
import { modelUsdPerMinute } from '../cost/model-cost.ts'
import { checkNumber } from './check-number.ts'
import type { NumberFacts } from './number-facts.ts'

/** A call that somebody wants to place. */
export type WantedCall = {
  number: NumberFacts
  model: string
  /** As its agent allows. */
  longestCallMinutes: number
}

export type DialDecision =
  | {
      allowed: true
      /** The call may last as long as its agent, the house and what is left of the day allow. */
      longestCallMinutes: number
      carrierUsdPerMinute: number
    }
  | DialRefusal

export type DialRefusal = {
  allowed: false
  limit: DialLimit
  why: string
  /** What would lift it, in words. */
  lift: string
  /** Midnight would: the limit counts a day. */
  untilMidnight: boolean
}

/** No call is worth placing for less: the agent is told a minute before the end. */
const MINUTES_MIN = 2

/**
 * Whether a call may be placed now. A call on the air holds the longest it may
 * last, in minutes and in money, so however many are placed at once, a day's
 * limit is not overrun; a call is cut to what is left of the day, and refused
 * where that is under two minutes.
 */
export function decideDial(
  limits: SpendingLimits,
  use: SpendingUse,
  call: WantedCall,
): DialDecision {
  const barred = checkNumber(call.number, limits.countries)
  if (barred !== null) return { allowed: false, ...barred, untilMidnight: false }
  const counted = checkShut(limits) ?? checkCounts(limits, use)
  if (counted !== null) return counted
  const carrierUsd = carrierUsdPerMinute(call.number)
  const usdPerMinute = carrierUsd + modelUsdPerMinute(call.model)
  const minutesLeft = limits.minutesPerDay - use.minutesToday
  const minutesPaid = wholeMinutes((limits.spendPerDayUsd - use.spendTodayUsd) / usdPerMinute)
  if (minutesLeft < MINUTES_MIN) return noMinutes(limits, use)
  if (minutesPaid < MINUTES_MIN) return noMoney(limits, use, usdPerMinute)
  const longest = Math.min(call.longestCallMinutes, limits.longestCallMinutes)
  return {
    allowed: true,
    longestCallMinutes: Math.min(longest, Math.floor(minutesLeft), minutesPaid),
    carrierUsdPerMinute: carrierUsd,
  }
}

/** Sums of fractions of a cent must not cost a minute. */
function wholeMinutes(minutes: number): number {
  return Math.floor(minutes + 1e-9)
}

/** A limit of 0 is an owner's way to stop all calls: no waiting lifts it. */
function checkShut(limits: SpendingLimits): DialRefusal | null {
  const limit = dailyLimits.find((name) => limits[name] === 0)
  if (limit === undefined) return null
  return {
    allowed: false,
    limit,
    why: 'No call is placed: an owner has set this limit to 0.',
    lift: 'Ask an owner to raise it.',
    untilMidnight: false,
  }
}

const dailyLimits = ['callsAtOnce', 'callsPerDay', 'minutesPerDay', 'spendPerDayUsd'] as const

function checkCounts(limits: SpendingLimits, use: SpendingUse): DialRefusal | null {
  if (use.callsAtOnce >= limits.callsAtOnce) {
    return {
      allowed: false,
      limit: 'callsAtOnce',
      why: `${use.callsAtOnce} of ${limits.callsAtOnce} calls at once are on the air.`,
      lift: 'Wait until one of them ends, or ask an owner to raise the limit.',
      untilMidnight: false,
    }
  }
  if (use.callsToday < limits.callsPerDay) return null
  return {
    allowed: false,
    limit: 'callsPerDay',
    why: `${use.callsToday} of ${limits.callsPerDay} calls were placed today.`,
    lift: 'Wait until midnight UTC, or ask an owner to raise the limit.',
    untilMidnight: true,
  }
}

function noMinutes({ minutesPerDay }: SpendingLimits, use: SpendingUse): DialRefusal {
  const held = use.heldMinutes > 0 ? `, ${use.heldMinutes} of them held by calls on the air` : ''
  return {
    allowed: false,
    limit: 'minutesPerDay',
    why: `${use.minutesToday} of ${minutesPerDay} minutes a day are taken${held}.`,
    lift: liftOf(use.heldMinutes > 0),
    untilMidnight: true,
  }
}

function noMoney(
  { spendPerDayUsd }: SpendingLimits,
  use: SpendingUse,
  usdPerMinute: number,
): DialRefusal {
  const held = use.heldUsd > 0 ? `, ${usd(use.heldUsd)} of them held by calls on the air` : ''
  return {
    allowed: false,
    limit: 'spendPerDayUsd',
    why:
      `${usd(use.spendTodayUsd)} of ${usd(spendPerDayUsd)} a day are taken${held}; ` +
      `this call may cost ${usd(usdPerMinute)} a minute, as estimated.`,
    lift: liftOf(use.heldUsd > 0),
    untilMidnight: true,
  }
}

function liftOf(isHeld: boolean): string {
  const wait = isHeld
    ? 'Wait until a call ends and gives back what it did not use, or until midnight UTC'
    : 'Wait until midnight UTC'
  return `${wait}, or ask an owner to raise the limit.`
}

function usd(amount: number): string {
  return `$${amount.toFixed(2)}`
}
