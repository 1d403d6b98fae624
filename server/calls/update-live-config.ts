import type { AgentConfig } from '#contracts/agent.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { refuseTransfer } from '../spending/check-transfer.ts'
import { houseLimits } from '../spending/house-limits.ts'
import { commandCall } from './command-call.ts'
import { effectiveConfig, withLongest } from './effective-config.ts'

/**
 * Changes the session configuration of a live call, for this call alone. It lasts
 * no longer than the house allows, and one that we placed no longer than it was
 * placed for: that is what the carrier enforces and the day's limits hold.
 */
export async function updateLiveConfig(
  ctx: AppContext,
  idOrSid: string,
  config: AgentConfig,
): Promise<{ ok: true; notes: string[] } | Refusal> {
  const barred = await refuseTransfer(ctx, config, 'fallback.to')
  if (barred !== null) return barred
  const [call, limits] = await Promise.all([ctx.stores.calls.find(idOrSid), houseLimits(ctx)])
  const placedFor = call?.direction === 'outbound' ? call.config.longestCallMinutes : Infinity
  const longest = Math.min(limits.longestCallMinutes, placedFor)
  return commandCall(ctx, idOrSid, {
    do: 'updateConfig',
    config: effectiveConfig(ctx.config, withLongest(config, longest)),
  })
}
