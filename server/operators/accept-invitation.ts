import type { AcceptInvitation } from '#contracts/people.ts'
import type { Operator } from '#contracts/rest/operator.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { linkUsed } from './link-used.ts'
import { openLink } from './open-link.ts'

/**
 * Makes the account that an invitation is for, with the e-mail and role written
 * there. However many accept at the same instant, one account is made.
 */
export async function acceptInvitation(
  ctx: AppContext,
  { token, name, password }: AcceptInvitation,
): Promise<{ ok: true; operator: Operator } | Refusal> {
  // Hashing a password is slow on purpose, and not done for whoever makes a token up.
  const opened = await openLink(ctx, 'invitation', token)
  if (!opened.ok) return opened
  const passwordHash = await (await ctx.auth.$context).password.hash(password)
  const now = new Date(ctx.clock.now())
  const accepted = await ctx.stores.operatorLinks.accept(token, { name, passwordHash }, now)
  if (accepted.ok) return accepted
  if (accepted.problem === 'link-used') return linkUsed()
  return refuse('email-taken', 'This e-mail address has an account already: sign in.')
}
