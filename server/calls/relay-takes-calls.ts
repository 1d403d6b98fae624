import type { AppContext } from '../context.ts'
import { LEASE_MS } from './relay-lease.ts'

/**
 * Whether some relay takes calls right now: its lease lives, it is not leaving,
 * and it says itself that it is ready, for a lease outlives a relay that was
 * killed by some seconds.
 */
export async function relayTakesCalls(
  ctx: Pick<AppContext, 'stores' | 'clock' | 'relay'>,
): Promise<boolean> {
  const since = new Date(ctx.clock.now() - LEASE_MS)
  const alive = await ctx.stores.relays.alive(since)
  const asked = alive.filter(({ draining }) => !draining).map(({ url }) => isReady(ctx, url))
  return Promise.any(asked).catch(() => false)
}

/** Rejects for one that is not, so that the first that is decides. */
async function isReady({ relay }: Pick<AppContext, 'relay'>, url: string): Promise<true> {
  if (await relay.isReady(url)) return true
  throw new Error('This relay takes no calls.')
}
