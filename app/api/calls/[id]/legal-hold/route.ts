import { setLegalHoldEndpoint } from '#contracts/rest/keeping-endpoints.ts'
import { route } from '#server/http/route.ts'
import { setLegalHold } from '#server/keeping/set-legal-hold.ts'

export const POST = route(setLegalHoldEndpoint, async ({ ctx, params, body }) => {
  const set = await setLegalHold(ctx, params.id, body.held)
  return set.ok ? { status: 200, body: set.call } : set
})
