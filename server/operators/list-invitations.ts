import type { Invitation } from '#contracts/people.ts'
import type { AppContext } from '../context.ts'

/** Invitations that can still be accepted, newest first. */
export function listInvitations(ctx: AppContext): Promise<Invitation[]> {
  return ctx.stores.operatorLinks.invitations(new Date(ctx.clock.now()))
}
