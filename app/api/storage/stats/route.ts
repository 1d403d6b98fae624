import { storageStatsEndpoint } from '#contracts/rest/keeping-endpoints.ts'
import { route } from '#server/http/route.ts'
import { storageStats } from '#server/keeping/storage-stats.ts'

export const GET = route(storageStatsEndpoint, async ({ ctx }) => ({
  status: 200,
  body: await storageStats(ctx),
}))
