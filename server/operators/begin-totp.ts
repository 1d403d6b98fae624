import type { TotpSetup } from '#contracts/people.ts'
import { askAuth } from '../auth/ask-auth.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { askWithPassword } from './ask-with-password.ts'

/**
 * Makes the secret that an authenticator app is to keep, for whoever is signed
 * in by `headers`. Nothing asks for its codes until one was confirmed; to begin
 * again makes another secret.
 */
export async function beginTotp(
  ctx: AppContext,
  operatorId: string,
  headers: Headers,
  password: string,
): Promise<{ ok: true; setup: TotpSetup } | Refusal> {
  const { api } = ctx.auth
  const body = { password }
  const known = await askWithPassword(ctx, operatorId, 'password', () =>
    api.verifyPassword({ body, headers, returnHeaders: true }),
  )
  if (!known.ok) return known
  await ctx.stores.people.prepareTwoFactor(operatorId)
  const begun = await askAuth(
    () => api.enableTwoFactor({ body, headers, returnHeaders: true }),
    ['TOTP_ALREADY_ENABLED'],
  )
  if (!begun.ok) {
    return refuse('two-factor-state', 'You have a second factor already. Give it up first.')
  }
  return { ok: true, setup: setupOf('totpURI' in begun.response ? begun.response.totpURI : '') }
}

function setupOf(uri: string): TotpSetup {
  const secret = URL.parse(uri)?.searchParams.get('secret') ?? null
  if (secret === null) throw new Error('better-auth began a second factor without a secret')
  return { uri, secret }
}
