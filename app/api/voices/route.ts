import { listVoicesEndpoint } from '#contracts/rest/catalog-endpoints.ts'
import { route } from '#server/http/route.ts'
import { listVoices } from '#server/models/list-voices.ts'

export const GET = route(listVoicesEndpoint, async () => ({
  status: 200,
  body: { items: listVoices() },
}))
