import type { Call } from '#contracts/call.ts'
import { isFinal } from '#core/call/status.ts'
import type { AppContext } from '../context.ts'
import { callNotFound, refuse, type Refusal } from '../refusal.ts'
import { carrierRefusal } from './carrier-refusal.ts'
import { publishCall } from './publish.ts'

/**
 * Hangs up. The reason is written before anybody is told, so that the carrier's
 * own "completed" cannot claim the caller did it. A call that the relay holds is
 * ended there too, for the sake of its last words and its transcript.
 */
export async function endCall(
  ctx: AppContext,
  idOrSid: string,
  by: 'operator' | 'api',
): Promise<{ ok: true; call: Call } | Refusal> {
  const call = await ctx.stores.calls.find(idOrSid)
  if (call === null) return callNotFound()
  if (isFinal(call.status)) return callEnded()
  const end =
    by === 'operator'
      ? ({ reason: 'operator-ended', by: 'operator' } as const)
      : ({ reason: 'api-ended', by: 'system' } as const)
  await ctx.stores.calls.recordEnd(call.id, end)
  await ctx.relay.command(call.id, { do: 'end', reason: end.reason, endedBy: end.by })
  if (call.callSid !== null) {
    const refused = await hangUp(ctx, call.callSid)
    if (refused !== null) return refused
  }
  const current = (await ctx.stores.calls.find(call.id)) ?? call
  await publishCall(ctx, current)
  return { ok: true, call: current }
}

function callEnded(): Refusal {
  return refuse('call-ended', 'This call has ended already.')
}

/** Null: hung up, or it had just ended by itself. */
async function hangUp(ctx: AppContext, callSid: string): Promise<Refusal | null> {
  const ended = await ctx.carrier.endCall(callSid)
  if (ended.ok || ended.code === NOT_IN_PROGRESS) return null
  return carrierRefusal(ended)
}

/** Twilio's docs, "Error 21220": the call is not in progress. */
const NOT_IN_PROGRESS = 21_220
