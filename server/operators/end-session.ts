import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { sessionNotFound } from './session-not-found.ts'

/** Signs an operator out in one browser: its next request is a stranger's. */
export async function endSession(
  ctx: AppContext,
  operatorId: string,
  sessionId: string,
): Promise<{ ok: true } | Refusal> {
  const ended = await ctx.stores.people.endSession(operatorId, sessionId)
  return ended ? { ok: true } : sessionNotFound()
}
