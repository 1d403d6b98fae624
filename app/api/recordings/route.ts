import { listRecordingsEndpoint } from '#contracts/rest/recording-endpoints.ts'
import { route } from '#server/http/route.ts'

export const GET = route(listRecordingsEndpoint, async ({ ctx, query }) => ({
  status: 200,
  body: await ctx.stores.recordings.list(query),
}))
