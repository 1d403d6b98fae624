import type { FeedTicketAnswer } from '#contracts/rest/system.ts'
import { consoleOrigins } from '../auth/console-origins.ts'
import type { AppContext } from '../context.ts'

/**
 * A ticket that opens the live feed once, for this session of this operator,
 * within a minute. A page that was opened under another name of this machine is
 * told that name.
 */
export async function mintFeedTicket(
  ctx: AppContext,
  { operatorId, sessionId }: { operatorId: string; sessionId: string },
  pageOrigin: string | null,
): Promise<FeedTicketAnswer> {
  const expiresAt = new Date(ctx.clock.now() + TICKET_LIVES_MS)
  const ticket = await ctx.stores.tickets.mintFeedTicket({ operatorId, sessionId, expiresAt })
  return {
    ticket,
    url: `${feedOrigin(ctx, pageOrigin)}/feed`,
    expiresAt: expiresAt.toISOString(),
  }
}

const TICKET_LIVES_MS = 60_000

function feedOrigin({ config }: AppContext, pageOrigin: string | null): string {
  const behindTheApp = config.RELAY_PUBLIC_URL === config.PUBLIC_URL.replace(/^http/, 'ws')
  const isOurs = pageOrigin !== null && consoleOrigins(config).includes(pageOrigin)
  return behindTheApp && isOurs ? pageOrigin.replace(/^http/, 'ws') : config.RELAY_PUBLIC_URL
}
