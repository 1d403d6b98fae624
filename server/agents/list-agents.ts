import type { Agent } from '#contracts/agent.ts'
import type { AppContext } from '../context.ts'
import { defaultAgent } from './default-agent.ts'

/** Every agent; a new place has its default one. */
export async function listAgents(ctx: AppContext): Promise<Agent[]> {
  await defaultAgent(ctx)
  return ctx.stores.agents.list()
}
