import { listDeletionsEndpoint } from '#contracts/rest/keeping-endpoints.ts'
import { route } from '#server/http/route.ts'

const SHOWN_MAX = 200

export const GET = route(listDeletionsEndpoint, async ({ ctx }) => ({
  status: 200,
  body: { items: await ctx.stores.deletions.pending(SHOWN_MAX) },
}))
