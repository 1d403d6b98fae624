import { meEndpoint } from '#contracts/rest/house-endpoints.ts'
import { meOf } from '#server/operators/me-of.ts'
import { route } from '#server/http/route.ts'

export const GET = route(meEndpoint, async ({ caller }) => ({
  status: 200,
  body: meOf(caller.operator, caller.twoFactor),
}))
