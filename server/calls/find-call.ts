import type { Call } from '#contracts/call.ts'
import type { AppContext } from '../context.ts'
import { callNotFound, type Refusal } from '../refusal.ts'

/** A call by our id or by the carrier's SID. */
export async function findCall(
  ctx: AppContext,
  idOrSid: string,
): Promise<{ ok: true; call: Call } | Refusal> {
  const call = await ctx.stores.calls.find(idOrSid)
  return call === null ? callNotFound() : { ok: true, call }
}
