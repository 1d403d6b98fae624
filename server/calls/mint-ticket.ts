import type { AppContext } from '../context.ts'

/** A ticket that opens one stream of this very call, once, within a minute. */
export function mintTicket(ctx: AppContext, callId: string, callSid: string): Promise<string> {
  const expiresAt = new Date(ctx.clock.now() + TICKET_LIVES_MS)
  return ctx.stores.tickets.mintStreamTicket({ callId, callSid, expiresAt })
}

const TICKET_LIVES_MS = 60_000
