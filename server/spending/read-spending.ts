import type { Spending } from '#contracts/spending.ts'
import { spendingUse } from '#core/spending/spending-use.ts'
import type { AppContext } from '../context.ts'
import { houseLimits } from './house-limits.ts'

/** The limits, and what stands against them now. */
export async function readSpending(ctx: AppContext): Promise<Spending> {
  const now = new Date(ctx.clock.now())
  const [limits, sums] = await Promise.all([houseLimits(ctx), ctx.stores.spending.sums(now)])
  return { limits, use: spendingUse(sums, now) }
}
