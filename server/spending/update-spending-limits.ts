import type { Spending, UpdateSpendingLimits } from '#contracts/spending.ts'
import type { AppContext } from '../context.ts'
import { isCountry } from '../numbers/countries.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { defaultsOf } from './house-limits.ts'
import { readSpending } from './read-spending.ts'

/** Changes what the house allows itself; the next dial is the first to be measured by it. */
export async function updateSpendingLimits(
  ctx: AppContext,
  change: UpdateSpendingLimits,
): Promise<{ ok: true; spending: Spending } | Refusal> {
  const unknown = change.countries?.find((country) => !isCountry(country))
  if (unknown !== undefined) {
    const message = `${unknown} is no country with telephone numbers; write codes like US or GB.`
    return refuse('bad-request', message, { errors: [{ path: 'countries', message }] })
  }
  const { countries, ...figures } = change
  const asSet = countries && { countries: [...new Set(countries)].toSorted() }
  await ctx.stores.spending.update({ ...figures, ...asSet }, defaultsOf(ctx))
  return { ok: true, spending: await readSpending(ctx) }
}
