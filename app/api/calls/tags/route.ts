import { listTagsEndpoint, tagCallsEndpoint } from '#contracts/rest/call-endpoints.ts'
import { publishCall } from '#server/calls/publish.ts'
import { route } from '#server/http/route.ts'

export const GET = route(listTagsEndpoint, async ({ ctx }) => ({
  status: 200,
  body: { items: await ctx.stores.calls.tags() },
}))

export const POST = route(tagCallsEndpoint, async ({ ctx, body }) => {
  const items = await ctx.stores.calls.tag(body)
  // Who looks at a call that is on the air sees its tags at once; the others when they look again.
  for (const call of items) if (call.endedAt === null) await publishCall(ctx, call)
  const [only] = items
  const subject = items.length === 1 && only !== undefined ? { subject: only.id } : {}
  return { status: 200, body: { items }, ...subject }
})
