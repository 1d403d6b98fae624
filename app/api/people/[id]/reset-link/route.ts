import { createResetLinkEndpoint } from '#contracts/rest/people-endpoints.ts'
import { route } from '#server/http/route.ts'
import { createResetLink } from '#server/operators/create-reset-link.ts'

export const POST = route(createResetLinkEndpoint, async ({ ctx, caller, params }) => {
  const made = await createResetLink(ctx, caller.operator.id, params.id)
  return made.ok ? { status: 201, body: made.link } : made
})
