import { findCallEndpoint } from '#contracts/rest/call-endpoints.ts'
import { findCall } from '#server/calls/find-call.ts'
import { route } from '#server/http/route.ts'

export const GET = route(findCallEndpoint, async ({ ctx, params }) => {
  const found = await findCall(ctx, params.id)
  return found.ok ? { status: 200, body: found.call } : found
})
