import { createResponseEndpoint } from '#contracts/rest/call-endpoints.ts'
import { createResponse } from '#server/calls/create-response.ts'
import { route } from '#server/http/route.ts'

export const POST = route(createResponseEndpoint, async ({ ctx, params, body }) => {
  const created = await createResponse(ctx, params.id, body)
  return created.ok ? { status: 200, body: { notes: created.notes } } : created
})
