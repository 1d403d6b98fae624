import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { askWithPassword } from './ask-with-password.ts'

/**
 * Gives up the second factor of whoever is signed in by `headers`; their
 * recovery codes go with it. The session goes on under a new cookie.
 */
export async function removeTotp(
  ctx: AppContext,
  me: { id: string; twoFactor: boolean },
  headers: Headers,
  password: string,
): Promise<{ ok: true; setCookies: string[] } | Refusal> {
  if (!me.twoFactor) return refuse('two-factor-state', 'You have no second factor.')
  const removed = await askWithPassword(ctx, me.id, 'password', () =>
    ctx.auth.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
  )
  return removed.ok ? { ok: true, setCookies: removed.setCookies } : removed
}
