import { listTurnsEndpoint } from '#contracts/rest/call-endpoints.ts'
import { findCall } from '#server/calls/find-call.ts'
import { route } from '#server/http/route.ts'

export const GET = route(listTurnsEndpoint, async ({ ctx, params }) => {
  const found = await findCall(ctx, params.id)
  if (!found.ok) return found
  return { status: 200, body: { items: await ctx.stores.turns.list(found.call.id) } }
})
