import { listTombstonesEndpoint } from '#contracts/rest/keeping-endpoints.ts'
import { route } from '#server/http/route.ts'

export const GET = route(listTombstonesEndpoint, async ({ ctx, query }) => ({
  status: 200,
  body: await ctx.stores.tombstones.list(query),
}))
