import {
  findAgentEndpoint,
  removeAgentEndpoint,
  updateAgentEndpoint,
} from '#contracts/rest/agent-endpoints.ts'
import { findAgent } from '#server/agents/find-agent.ts'
import { removeAgent } from '#server/agents/remove-agent.ts'
import { updateAgent } from '#server/agents/update-agent.ts'
import { route } from '#server/http/route.ts'

export const GET = route(findAgentEndpoint, async ({ ctx, params }) => {
  const found = await findAgent(ctx, params.id)
  return found.ok ? { status: 200, body: found.agent } : found
})

export const PATCH = route(updateAgentEndpoint, async ({ ctx, params, body }) => {
  const updated = await updateAgent(ctx, params.id, body)
  return updated.ok ? { status: 200, body: updated.agent } : updated
})

export const DELETE = route(removeAgentEndpoint, async ({ ctx, params }) => {
  const removed = await removeAgent(ctx, params.id)
  return removed.ok ? { status: 204, body: null } : removed
})
