import { randomBytes } from 'node:crypto'
import type { AppContext } from '../context.ts'

/**
 * A ticket that opens one stream of this very call, once, within a minute:
 * `streamNumber` is how many carried it before that one. However many tickets
 * there are for a stream, one opens it; and none opens it while an earlier one
 * is up, as nobody asks for the next before.
 */
export function mintTicket(
  ctx: AppContext,
  stream: { callId: string; callSid: string; streamNumber: number },
): ReturnType<AppContext['stores']['tickets']['mintStreamTicket']> {
  const expiresAt = new Date(ctx.clock.now() + TICKET_LIVES_MS)
  return ctx.stores.tickets.mintStreamTicket({ ...stream, expiresAt })
}

/**
 * A ticket that opens nothing, for a question about a stream that is not the last
 * one. Were it asked in earnest after all, the stream is refused and the carrier
 * asks what next.
 */
export function spentTicket(): { ticket: string; hash?: undefined } {
  return { ticket: randomBytes(32).toString('base64url') }
}

const TICKET_LIVES_MS = 60_000
