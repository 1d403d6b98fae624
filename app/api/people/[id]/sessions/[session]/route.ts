import { endPersonSessionEndpoint } from '#contracts/rest/people-endpoints.ts'
import { route } from '#server/http/route.ts'
import { endSession } from '#server/operators/end-session.ts'

export const DELETE = route(endPersonSessionEndpoint, async ({ ctx, params }) => {
  const ended = await endSession(ctx, params.id, params.session)
  return ended.ok ? { status: 204, body: null } : ended
})
