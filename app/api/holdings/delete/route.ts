import { deleteHoldingsEndpoint } from '#contracts/rest/keeping-endpoints.ts'
import { statusOf } from '#server/deleting/delete-call.ts'
import { deleteHoldings } from '#server/deleting/delete-calls.ts'
import { requesterOf } from '#server/http/requester-of.ts'
import { route } from '#server/http/route.ts'

export const POST = route(deleteHoldingsEndpoint, async ({ ctx, body, caller }) => {
  const answer = await deleteHoldings(ctx, body.number, requesterOf(caller))
  return { status: statusOf(answer), body: answer }
})
