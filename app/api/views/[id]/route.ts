import { removeViewEndpoint } from '#contracts/rest/view-endpoints.ts'
import { route } from '#server/http/route.ts'
import { refuse } from '#server/refusal.ts'

export const DELETE = route(removeViewEndpoint, async ({ ctx, caller, params }) => {
  const removed = await ctx.stores.savedViews.remove(caller.operator.id, params.id)
  if (removed) return { status: 204, body: null }
  return refuse('view-not-found', 'You have saved no such view.')
})
