import { endOwnSessionEndpoint } from '#contracts/rest/people-endpoints.ts'
import { route } from '#server/http/route.ts'
import { endSession } from '#server/operators/end-session.ts'

export const DELETE = route(endOwnSessionEndpoint, async ({ ctx, caller, params }) => {
  const ended = await endSession(ctx, caller.operator.id, params.id)
  return ended.ok ? { status: 204, body: null } : ended
})
