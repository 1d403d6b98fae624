import { systemEndpoint } from '#contracts/rest/house-endpoints.ts'
import { route } from '#server/http/route.ts'
import { readSystem } from '#server/system/read-system.ts'

export const GET = route(systemEndpoint, async ({ ctx }) => ({
  status: 200,
  body: await readSystem(ctx),
}))
