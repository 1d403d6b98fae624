import { deleteCallsEndpoint } from '#contracts/rest/keeping-endpoints.ts'
import { statusOf } from '#server/deleting/delete-call.ts'
import { deleteCalls } from '#server/deleting/delete-calls.ts'
import { requesterOf } from '#server/http/requester-of.ts'
import { route } from '#server/http/route.ts'

export const POST = route(deleteCallsEndpoint, async ({ ctx, body, caller }) => {
  const answer = await deleteCalls(ctx, body.callIds, requesterOf(caller))
  return { status: statusOf(answer), body: answer }
})
