import type { SetupState } from '#contracts/rest/operator.ts'
import { isLoopback } from '../config.ts'
import type { AppContext } from '../context.ts'

/** Whether the first owner exists, and whether making one takes API_KEY. */
export async function setupState(ctx: AppContext): Promise<SetupState> {
  return { setUp: await ctx.setup.isSetUp(), apiKeyRequired: !isLoopback(ctx.config) }
}
