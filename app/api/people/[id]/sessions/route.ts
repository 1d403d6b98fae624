import { listPersonSessionsEndpoint } from '#contracts/rest/people-endpoints.ts'
import { route } from '#server/http/route.ts'
import { listPersonSessions } from '#server/operators/list-person-sessions.ts'

export const GET = route(listPersonSessionsEndpoint, async ({ ctx, caller, params }) => {
  const listed = await listPersonSessions(ctx, params.id, caller.sessionId)
  return listed.ok ? { status: 200, body: { items: listed.items } } : listed
})
