import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

/** Makes an invitation's link stop working. */
export async function withdrawInvitation(
  ctx: AppContext,
  id: string,
): Promise<{ ok: true } | Refusal> {
  if (await ctx.stores.operatorLinks.withdraw(id, new Date(ctx.clock.now()))) return { ok: true }
  return refuse(
    'invitation-not-found',
    'There is no open invitation with this id: it was accepted, withdrawn or has expired.',
  )
}
