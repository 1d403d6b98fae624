import { findCallEndpoint } from '#contracts/rest/call-endpoints.ts'
import { deleteCallEndpoint } from '#contracts/rest/keeping-endpoints.ts'
import { findCall } from '#server/calls/find-call.ts'
import { deleteCall, statusOf } from '#server/deleting/delete-call.ts'
import { requesterOf } from '#server/http/requester-of.ts'
import { route } from '#server/http/route.ts'

export const GET = route(findCallEndpoint, async ({ ctx, params }) => {
  const found = await findCall(ctx, params.id)
  return found.ok ? { status: 200, body: found.call } : found
})

export const DELETE = route(deleteCallEndpoint, async ({ ctx, params, caller }) => {
  const deleted = await deleteCall(ctx, params.id, requesterOf(caller))
  return deleted.ok ? { status: statusOf(deleted.answer), body: deleted.answer } : deleted
})
