import { findHoldingsEndpoint } from '#contracts/rest/keeping-endpoints.ts'
import { route } from '#server/http/route.ts'

export const POST = route(findHoldingsEndpoint, async ({ ctx, body: { number } }) => ({
  status: 200,
  body: { number, ...(await ctx.stores.keeping.holdings(number)) },
}))
