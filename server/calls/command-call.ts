import type { CallCommand } from '#contracts/control.ts'
import { isFinal } from '#core/call/status.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { findCall } from './find-call.ts'

/** Has the relay do something with a call that it holds; `notes` are for the operator to read. */
export async function commandCall(
  ctx: AppContext,
  idOrSid: string,
  command: CallCommand,
): Promise<{ ok: true; notes: string[] } | Refusal> {
  const found = await findCall(ctx, idOrSid)
  if (!found.ok) return found
  if (isFinal(found.call.status)) {
    return refuse('call-not-live', 'This call has ended.')
  }
  const result = await ctx.relay.command(found.call.id, command)
  return result.ok ? result : refuse(result.problem, result.detail)
}
