import type { Agent, UpdateAgent } from '#contracts/agent.ts'
import { unreachable } from '#core/unreachable.ts'
import { publish } from '../calls/publish.ts'
import type { AppContext } from '../context.ts'
import { agentNotFound, refuse, type Refusal } from '../refusal.ts'
import { refuseTransfer } from '../spending/check-transfer.ts'
import { agentNameTaken } from './agent-name-taken.ts'

/** Changes an agent; calls that run keep the configuration they began with. */
export async function updateAgent(
  ctx: AppContext,
  agentId: string,
  { name, config, isDefault, expectedUpdatedAt }: UpdateAgent,
): Promise<{ ok: true; agent: Agent } | Refusal> {
  const barred = config && (await refuseTransfer(ctx, config, 'config.fallback.to'))
  if (barred) return barred
  const updated = await ctx.stores.agents.update(agentId, {
    ...(name !== undefined && { name }),
    ...(config !== undefined && { config }),
    ...(isDefault !== undefined && { isDefault }),
    ...(expectedUpdatedAt !== undefined && { expectedUpdatedAt }),
  })
  if (updated.ok) {
    await publish(ctx, { kind: 'agentsChanged' })
    return updated
  }
  switch (updated.problem) {
    case 'not-found':
      return agentNotFound()
    case 'name-taken':
      return agentNameTaken(name ?? '')
    case 'changed-meanwhile':
      return refuse('conflict', 'Somebody changed this agent after you read it. Read it again.')
    default:
      return unreachable(updated.problem)
  }
}
