import { createAgentEndpoint, listAgentsEndpoint } from '#contracts/rest/agent-endpoints.ts'
import { createAgent } from '#server/agents/create-agent.ts'
import { listAgents } from '#server/agents/list-agents.ts'
import { route } from '#server/http/route.ts'

export const GET = route(listAgentsEndpoint, async ({ ctx }) => ({
  status: 200,
  body: { items: await listAgents(ctx) },
}))

export const POST = route(createAgentEndpoint, async ({ ctx, body }) => {
  const created = await createAgent(ctx, body)
  return created.ok ? { status: 201, body: created.agent, subject: created.agent.id } : created
})
