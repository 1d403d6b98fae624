import type { Call } from '#contracts/call.ts'
import type { AppContext } from '../context.ts'

/**
 * The call that a webhook is about: the row its address names, unless that row
 * belongs to another SID; else the row with this SID. A row that has no SID yet
 * gets it here, for callbacks overtake the carrier's answer to the dial.
 */
export async function callOfWebhook(
  ctx: AppContext,
  callId: string | undefined,
  callSid: string,
): Promise<Call | null> {
  const named = callId === undefined ? null : await ctx.stores.calls.find(callId)
  if (named?.callSid === callSid) return named
  if (named?.callSid === null) {
    await ctx.stores.calls.attachSid(named.id, callSid)
    const attached = await ctx.stores.calls.find(named.id)
    if (attached?.callSid === callSid) return attached
  }
  return ctx.stores.calls.find(callSid)
}
