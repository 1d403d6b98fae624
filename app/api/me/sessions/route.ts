import { listOwnSessionsEndpoint } from '#contracts/rest/people-endpoints.ts'
import { route } from '#server/http/route.ts'
import { listSessions } from '#server/operators/list-sessions.ts'

export const GET = route(listOwnSessionsEndpoint, async ({ ctx, caller }) => ({
  status: 200,
  body: { items: await listSessions(ctx, caller.operator.id, caller.sessionId) },
}))
