import { listViewsEndpoint, saveViewEndpoint } from '#contracts/rest/view-endpoints.ts'
import { route } from '#server/http/route.ts'
import { refuse } from '#server/refusal.ts'

export const GET = route(listViewsEndpoint, async ({ ctx, caller }) => ({
  status: 200,
  body: { items: await ctx.stores.savedViews.list(caller.operator.id) },
}))

export const POST = route(saveViewEndpoint, async ({ ctx, caller, body }) => {
  const saved = await ctx.stores.savedViews.save(caller.operator.id, body)
  if (saved !== null) return { status: 200, body: saved }
  return refuse('conflict', 'You have saved 100 views. Forget one that you do not need.')
})
