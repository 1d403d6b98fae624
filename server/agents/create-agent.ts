import type { Agent, CreateAgent } from '#contracts/agent.ts'
import { publish } from '../calls/publish.ts'
import type { AppContext } from '../context.ts'
import { agentNameTaken } from './agent-name-taken.ts'
import type { Refusal } from '../refusal.ts'
import { refuseTransfer } from '../spending/check-transfer.ts'

/** Keeps a session configuration under a name that no other agent has. */
export async function createAgent(
  ctx: AppContext,
  input: CreateAgent,
): Promise<{ ok: true; agent: Agent } | Refusal> {
  const barred = await refuseTransfer(ctx, input.config, 'config.fallback.to')
  if (barred !== null) return barred
  const created = await ctx.stores.agents.create(input)
  if (!created.ok) return agentNameTaken(input.name)
  await publish(ctx, { kind: 'agentsChanged' })
  return created
}
