import type { Agent } from '#contracts/agent.ts'
import { defaultAgentConfig, defaultAgentName } from '#core/agent/default-config.ts'
import type { AppContext } from '../context.ts'

/** The agent that answers unless another is named; a new place gets one. */
export function defaultAgent(ctx: AppContext): Promise<Agent> {
  return ctx.stores.agents.defaultAgent({ name: defaultAgentName, config: defaultAgentConfig })
}
