import type { ChangePassword } from '#contracts/people.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { askWithPassword } from './ask-with-password.ts'

/**
 * Changes the password of whoever is signed in by `headers`. Every other session
 * ends; this one goes on under a new cookie.
 */
export async function changePassword(
  ctx: AppContext,
  operatorId: string,
  headers: Headers,
  { current, next }: ChangePassword,
): Promise<{ ok: true; setCookies: string[] } | Refusal> {
  const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true }
  const changed = await askWithPassword(ctx, operatorId, 'current', () =>
    ctx.auth.api.changePassword({ body, headers, returnHeaders: true }),
  )
  if (!changed.ok) return changed
  await ctx.stores.people.forgetSignIns(operatorId)
  return { ok: true, setCookies: changed.setCookies }
}
