import { askAuth } from '../auth/ask-auth.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { passwordWrong } from './password-wrong.ts'

/**
 * Gives up the second factor of whoever is signed in by `headers`; their
 * recovery codes go with it. The session goes on under a new cookie.
 */
export async function removeTotp(
  ctx: AppContext,
  me: { twoFactor: boolean },
  headers: Headers,
  password: string,
): Promise<{ ok: true; setCookies: string[] } | Refusal> {
  if (!me.twoFactor) return refuse('two-factor-state', 'You have no second factor.')
  const removed = await askAuth(
    () => ctx.auth.api.disableTwoFactor({ body: { password }, headers, returnHeaders: true }),
    ['INVALID_PASSWORD'],
  )
  return removed.ok ? { ok: true, setCookies: removed.setCookies } : passwordWrong('password')
}
