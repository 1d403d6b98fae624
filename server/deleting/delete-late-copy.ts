import type { AppContext } from '../context.ts'
import type { NewDeletion } from '../storage/keeping-stores.ts'

/** A recording that was deleted here has come at the carrier since then: that copy goes too. */
export async function deleteLateCopy(
  ctx: AppContext,
  copy: Omit<NewDeletion, 'kind' | 'isLate'>,
): Promise<void> {
  const late = { ...copy, kind: 'recording', isLate: true } as const
  const [deletion] = await ctx.stores.deletions.request([late], new Date(ctx.clock.now()))
  if (deletion !== undefined) await ctx.relay.wakeDeletions()
}
