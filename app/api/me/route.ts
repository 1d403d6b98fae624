import { meEndpoint } from '#contracts/rest/house-endpoints.ts'
import { route } from '#server/http/route.ts'

export const GET = route(meEndpoint, async ({ caller }) => ({
  status: 200,
  body: { operator: caller.operator },
}))
