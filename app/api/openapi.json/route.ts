import { openApiEndpoint } from '#contracts/rest/house-endpoints.ts'
import { openApiDocument } from '#server/http/openapi.ts'
import { route } from '#server/http/route.ts'

export const GET = route(openApiEndpoint, async ({ ctx }) => ({
  status: 200,
  body: { ...openApiDocument(ctx.config.PUBLIC_URL) },
}))
