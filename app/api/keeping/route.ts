import { findKeepingEndpoint, updateKeepingEndpoint } from '#contracts/rest/keeping-endpoints.ts'
import { defaultKeeping } from '#core/keeping/default-keeping.ts'
import { route } from '#server/http/route.ts'
import { updateKeeping } from '#server/keeping/update-keeping.ts'

export const GET = route(findKeepingEndpoint, async ({ ctx }) => ({
  status: 200,
  body: await ctx.stores.keeping.settings(defaultKeeping),
}))

export const PATCH = route(updateKeepingEndpoint, async ({ ctx, body }) => {
  const updated = await updateKeeping(ctx, body)
  return updated.ok ? { status: 200, body: updated.settings } : updated
})
