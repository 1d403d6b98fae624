import { unreachable } from '#core/unreachable.ts'
import { publish } from '../calls/publish.ts'
import type { AppContext } from '../context.ts'
import { agentNotFound, refuse, type Refusal } from '../refusal.ts'

/** Takes an agent from every list; the calls it served keep its name. */
export async function removeAgent(
  ctx: AppContext,
  agentId: string,
): Promise<{ ok: true } | Refusal> {
  const outcome = await ctx.stores.agents.remove(agentId)
  switch (outcome) {
    case 'removed':
      await publish(ctx, { kind: 'agentsChanged' })
      return { ok: true }
    case 'not-found':
      return agentNotFound()
    case 'is-default':
      return refuse('agent-is-default', 'Make another agent the default first.')
    default:
      return unreachable(outcome)
  }
}
