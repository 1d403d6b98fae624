import { listActiveCallsEndpoint } from '#contracts/rest/call-endpoints.ts'
import { route } from '#server/http/route.ts'

export const GET = route(listActiveCallsEndpoint, async ({ ctx }) => ({
  status: 200,
  body: { items: await ctx.stores.calls.live() },
}))
