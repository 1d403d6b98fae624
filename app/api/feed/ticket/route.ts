import { feedTicketEndpoint } from '#contracts/rest/house-endpoints.ts'
import { mintFeedTicket } from '#server/feed-tickets/mint-feed-ticket.ts'
import { route } from '#server/http/route.ts'

export const POST = route(feedTicketEndpoint, async ({ ctx, caller, request }) => ({
  status: 200,
  body: await mintFeedTicket(
    ctx,
    { operatorId: caller.operator.id, sessionId: caller.sessionId },
    request.headers.get('origin'),
  ),
}))
