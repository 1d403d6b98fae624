import { randomBytes } from 'node:crypto'
import type { AppContext } from '../context.ts'

/** A ticket that opens one stream of this very call, once, within a minute. */
export function mintTicket(ctx: AppContext, callId: string, callSid: string): Promise<string> {
  const expiresAt = new Date(ctx.clock.now() + TICKET_LIVES_MS)
  return ctx.stores.tickets.mintStreamTicket({ callId, callSid, expiresAt })
}

/**
 * A ticket that opens nothing, for a question whose answer has been used already:
 * the same answer again. Were it asked in earnest after all, the stream is refused
 * and the carrier asks what next.
 */
export function spentTicket(): string {
  return randomBytes(32).toString('base64url')
}

const TICKET_LIVES_MS = 60_000
