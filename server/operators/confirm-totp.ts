import { askAuth } from '../auth/ask-auth.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

/**
 * Puts a second factor in force by its first code, and answers the recovery
 * codes. The session of `headers` goes on under a new cookie.
 */
export async function confirmTotp(
  ctx: AppContext,
  me: { id: string; twoFactor: boolean },
  headers: Headers,
  code: string,
): Promise<{ ok: true; codes: string[]; setCookies: string[] } | Refusal> {
  if (me.twoFactor) return nothingWaits()
  const { api } = ctx.auth
  const confirmed = await askAuth(
    () => api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
    ['INVALID_CODE', 'TOTP_NOT_ENABLED'],
  )
  if (confirmed.ok) {
    const { backupCodes } = await api.viewBackupCodes({ body: { userId: me.id } })
    return { ok: true, codes: backupCodes, setCookies: confirmed.setCookies }
  }
  if (confirmed.code === 'TOTP_NOT_ENABLED') return nothingWaits()
  const message =
    'This code does not fit. Type the one that is shown now; is the clock of your phone right?'
  return refuse('code-wrong', message, { errors: [{ path: 'code', message }] })
}

function nothingWaits(): Refusal {
  return refuse('two-factor-state', 'No second factor waits for its first code: begin one.')
}
