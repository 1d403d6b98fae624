import type { AgentConfig } from '#contracts/agent.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { commandCall } from './command-call.ts'
import { effectiveConfig } from './effective-config.ts'

/** Changes the session configuration of a live call, for this call alone. */
export function updateLiveConfig(
  ctx: AppContext,
  idOrSid: string,
  config: AgentConfig,
): Promise<{ ok: true; notes: string[] } | Refusal> {
  return commandCall(ctx, idOrSid, {
    do: 'updateConfig',
    config: effectiveConfig(ctx.config, config),
  })
}
