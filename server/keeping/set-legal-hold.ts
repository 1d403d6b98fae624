import type { Call } from '#contracts/call.ts'
import { publishCall } from '../calls/publish.ts'
import type { AppContext } from '../context.ts'
import { callNotFound, type Refusal } from '../refusal.ts'

/** Spares a call from every deletion, or no longer. A deletion that is under way stands still meanwhile. */
export async function setLegalHold(
  ctx: AppContext,
  idOrSid: string,
  held: boolean,
): Promise<{ ok: true; call: Call } | Refusal> {
  const { calls, keeping } = ctx.stores
  const found = await calls.find(idOrSid)
  if (found === null) return callNotFound()
  await keeping.setHold(found.id, held)
  const call = await calls.find(found.id)
  if (call === null) return callNotFound()
  await publishCall(ctx, call)
  if (!held) await ctx.relay.wakeDeletions()
  return { ok: true, call }
}
