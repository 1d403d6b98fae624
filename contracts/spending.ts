import { z } from 'zod'

/** ISO 3166-1 alpha-2. */
export const countrySchema = z.string().regex(/^[A-Z]{2}$/, 'A country is two letters, like US.')

/** What the house allows itself to spend on calls that it places. Days begin at midnight UTC. */
export const spendingLimitsSchema = z
  .object({
    /** Where may be called. */
    countries: z.array(countrySchema).max(250),
    /** Calls placed and not ended. */
    callsAtOnce: z.number().int().min(0).max(1_000),
    callsPerDay: z.number().int().min(0).max(1_000_000),
    minutesPerDay: z.number().int().min(0).max(10_000_000),
    /** Estimated from the price table (core/cost), carrier and model together. */
    spendPerDayUsd: z.number().min(0).max(1_000_000),
    /** No call lasts longer, whatever its agent allows; the carrier enforces it too. */
    longestCallMinutes: z.number().int().min(2).max(240),
  })
  .meta({ id: 'SpendingLimits' })
export type SpendingLimits = z.infer<typeof spendingLimitsSchema>

/**
 * What stands against the limits right now; placed calls only. A call counts for
 * the day it was placed on: with what it took once it has ended, with the longest
 * it may last while it is on the air.
 */
export const spendingUseSchema = z.object({
  callsAtOnce: z.number().int(),
  callsToday: z.number().int(),
  minutesToday: z.number(),
  spendTodayUsd: z.number(),
  /** The part of `minutesToday` that calls on the air hold, and give back what they do not use of. */
  heldMinutes: z.number(),
  /** The same of `spendTodayUsd`. */
  heldUsd: z.number(),
  /** When the day began. */
  since: z.iso.datetime(),
})
export type SpendingUse = z.infer<typeof spendingUseSchema>

export const spendingSchema = z
  .object({ limits: spendingLimitsSchema, use: spendingUseSchema })
  .meta({ id: 'Spending' })
export type Spending = z.infer<typeof spendingSchema>

export const updateSpendingLimitsSchema = spendingLimitsSchema.partial()
export type UpdateSpendingLimits = z.infer<typeof updateSpendingLimitsSchema>

/** Why a dial is refused; also the `path` of the refusal's `errors`. */
export const dialLimitSchema = z.enum([
  'country',
  'numberKind',
  'callsAtOnce',
  'callsPerDay',
  'minutesPerDay',
  'spendPerDayUsd',
])
export type DialLimit = z.infer<typeof dialLimitSchema>
