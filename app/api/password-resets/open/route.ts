import { openResetLinkEndpoint } from '#contracts/rest/people-endpoints.ts'
import { refuseForeignPage } from '#server/http/require-caller.ts'
import { route } from '#server/http/route.ts'
import { openLink } from '#server/operators/open-link.ts'

export const POST = route(openResetLinkEndpoint, async ({ ctx, request, body }) => {
  const foreign = refuseForeignPage(request, ctx)
  if (foreign !== null) return foreign
  const opened = await openLink(ctx, 'reset', body.token)
  return opened.ok ? { status: 200, body: opened.opened } : opened
})
