import type { FeedTicketAnswer } from '#contracts/rest/system.ts'
import type { AppContext } from '../context.ts'

/** A ticket that opens the live feed once, for this operator, within a minute. */
export async function mintFeedTicket(
  ctx: AppContext,
  operatorId: string,
): Promise<FeedTicketAnswer> {
  const expiresAt = new Date(ctx.clock.now() + TICKET_LIVES_MS)
  const ticket = await ctx.stores.tickets.mintFeedTicket({ operatorId, expiresAt })
  return {
    ticket,
    url: `${ctx.config.RELAY_PUBLIC_URL}/feed`,
    expiresAt: expiresAt.toISOString(),
  }
}

const TICKET_LIVES_MS = 60_000
