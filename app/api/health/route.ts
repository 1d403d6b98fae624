import { healthEndpoint } from '#contracts/rest/house-endpoints.ts'
import { route } from '#server/http/route.ts'
import { readHealth } from '#server/system/read-health.ts'

export const GET = route(healthEndpoint, async ({ ctx }) => {
  const body = await readHealth(ctx)
  return { status: body.database === 'up' ? 200 : 503, body }
})
