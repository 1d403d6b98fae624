import { listTranscriptEndpoint } from '#contracts/rest/call-endpoints.ts'
import { deleteTranscriptEndpoint } from '#contracts/rest/keeping-endpoints.ts'
import { findCall } from '#server/calls/find-call.ts'
import { deleteTranscript, statusOf } from '#server/deleting/delete-call.ts'
import { requesterOf } from '#server/http/requester-of.ts'
import { route } from '#server/http/route.ts'

export const GET = route(listTranscriptEndpoint, async ({ ctx, params }) => {
  const found = await findCall(ctx, params.id)
  if (!found.ok) return found
  return { status: 200, body: { items: await ctx.stores.transcripts.list(found.call.id) } }
})

export const DELETE = route(deleteTranscriptEndpoint, async ({ ctx, params, caller }) => {
  const deleted = await deleteTranscript(ctx, params.id, requesterOf(caller))
  return deleted.ok ? { status: statusOf(deleted.answer), body: deleted.answer } : deleted
})
