import type { Health } from '#contracts/rest/system.ts'
import type { AppContext } from '../context.ts'

/** Whether the app can work: without the database it cannot, without the relay only in part. */
export async function readHealth(ctx: AppContext): Promise<Health> {
  const [database, relayIsUp] = await Promise.all([isDatabaseUp(ctx), ctx.relay.isUp()])
  return {
    status: database && relayIsUp ? 'ok' : 'degraded',
    database: database ? 'up' : 'down',
    relay: relayIsUp ? 'up' : 'down',
  }
}

async function isDatabaseUp(ctx: AppContext): Promise<boolean> {
  try {
    await ctx.stores.ping()
    return true
  } catch {
    return false
  }
}
