import type { Agent } from '#contracts/agent.ts'
import type { AppContext } from '../context.ts'
import { agentNotFound, type Refusal } from '../refusal.ts'

/** One agent by its id. */
export async function findAgent(
  ctx: AppContext,
  agentId: string,
): Promise<{ ok: true; agent: Agent } | Refusal> {
  const agent = await ctx.stores.agents.find(agentId)
  return agent === null ? agentNotFound() : { ok: true, agent }
}
