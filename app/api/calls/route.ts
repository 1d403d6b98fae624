import { listCallsEndpoint, placeCallEndpoint } from '#contracts/rest/call-endpoints.ts'
import { placeCall } from '#server/calls/place-call.ts'
import { route } from '#server/http/route.ts'

export const GET = route(listCallsEndpoint, async ({ ctx, query }) => ({
  status: 200,
  body: await ctx.stores.calls.list(query),
}))

export const POST = route(placeCallEndpoint, async ({ ctx, caller, headers, body }) => {
  const idempotencyKey = headers['idempotency-key']
  const placed = await placeCall(ctx, body, {
    ...(caller.kind === 'operator' && { operatorId: caller.operator.id }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  })
  if (!placed.ok) return placed
  const location: [string, string] = ['location', `/api/calls/${placed.call.id}`]
  return {
    status: placed.created ? 201 : 200,
    body: placed.call,
    headers: [location],
    subject: placed.call.id,
  }
})
