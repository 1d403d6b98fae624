import { listModelsEndpoint } from '#contracts/rest/catalog-endpoints.ts'
import { route } from '#server/http/route.ts'
import { listModels } from '#server/models/list-models.ts'

export const GET = route(listModelsEndpoint, async ({ ctx }) => ({
  status: 200,
  body: await listModels(ctx),
}))
