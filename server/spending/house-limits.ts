import type { SpendingLimits } from '#contracts/spending.ts'
import { defaultLimits } from '#core/spending/default-limits.ts'
import type { AppContext } from '../context.ts'
import { countryOfOwnNumber } from '../numbers/countries.ts'

/** What the house allows itself; a new place gets limits with the first look at them. */
export function houseLimits(ctx: AppContext): Promise<SpendingLimits> {
  return ctx.stores.spending.limits(defaultsOf(ctx))
}

/** The limits of a place that has set none: one may call the country of the account's own number. */
export function defaultsOf({ config }: Pick<AppContext, 'config'>): SpendingLimits {
  return defaultLimits(countryOfOwnNumber(config.TWILIO_PHONE_NUMBER))
}
