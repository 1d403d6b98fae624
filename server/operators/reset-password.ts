import type { ResetPassword } from '#contracts/people.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { linkUsed } from './link-used.ts'
import { openLink } from './open-link.ts'

/**
 * Sets a new password by a link and ends every session of the account, as well
 * as sign-ins that wait for their second factor. That factor stays.
 */
export async function resetPassword(
  ctx: AppContext,
  { token, password }: ResetPassword,
): Promise<{ ok: true; operatorId: string } | Refusal> {
  const opened = await openLink(ctx, 'reset', token)
  if (!opened.ok) return opened
  const passwordHash = await (await ctx.auth.$context).password.hash(password)
  const { operatorLinks, people } = ctx.stores
  const operatorId = await operatorLinks.reset(token, passwordHash, new Date(ctx.clock.now()))
  if (operatorId === null) return linkUsed()
  await people.forgetSignIns(operatorId)
  return { ok: true, operatorId }
}
