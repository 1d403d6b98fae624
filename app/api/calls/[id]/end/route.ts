import { endCallEndpoint } from '#contracts/rest/call-endpoints.ts'
import { endCall } from '#server/calls/end-call.ts'
import { route } from '#server/http/route.ts'

export const POST = route(endCallEndpoint, async ({ ctx, caller, params }) => {
  const ended = await endCall(ctx, params.id, caller.kind === 'operator' ? 'operator' : 'api')
  return ended.ok ? { status: 200, body: ended.call } : ended
})
