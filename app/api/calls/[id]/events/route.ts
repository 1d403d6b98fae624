import { listCallEventsEndpoint } from '#contracts/rest/call-endpoints.ts'
import { findCall } from '#server/calls/find-call.ts'
import { route } from '#server/http/route.ts'

export const GET = route(listCallEventsEndpoint, async ({ ctx, params, query }) => {
  const found = await findCall(ctx, params.id)
  if (!found.ok) return found
  const { afterSeq, limit } = query
  const page = { limit, ...(afterSeq !== undefined && { afterSeq }) }
  return { status: 200, body: { items: await ctx.stores.events.list(found.call.id, page) } }
})
