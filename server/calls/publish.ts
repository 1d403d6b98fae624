import type { Call } from '#contracts/call.ts'
import type { FeedChange } from '#contracts/feed.ts'
import type { AppContext } from '../context.ts'

/**
 * Shows a change on every console, as far as the relay can be reached: what was
 * done stays done when it cannot, and the console reads it again later.
 */
export async function publish(ctx: AppContext, change: FeedChange): Promise<void> {
  const shown = await ctx.relay.publish(change)
  if (!shown) ctx.logger.warn({ kind: change.kind }, 'the relay did not take a change for the feed')
}

/** Shows a call as it now is. */
export function publishCall(ctx: AppContext, call: Call): Promise<void> {
  return publish(ctx, { kind: 'call', call })
}
