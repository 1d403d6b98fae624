import type { Operator } from '#contracts/rest/operator.ts'
import { givenApiKey, isSameSecret } from '../auth/api-key.ts'
import { consoleOrigins } from '../auth/console-origins.ts'
import { readSession } from '../auth/read-session.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

export type OperatorCaller = { kind: 'operator'; operator: Operator }
/** Who asks: a program with a key, or a human at the console. */
export type Caller = OperatorCaller | { kind: 'apiKey' }

/**
 * Finds out who asks. A key that is given must be right, even beside a valid
 * session. With a session, a request that changes anything must come from the
 * console's own pages, which its Origin proves.
 */
export async function requireCaller(
  request: Request,
  ctx: AppContext,
): Promise<{ ok: true; caller: Caller; setCookies: string[] } | Refusal> {
  const key = givenApiKey(request.headers)
  if (key !== null) return checkKey(key, ctx)
  const signedIn = await readSession(ctx.auth, request.headers)
  if (signedIn === null) {
    return refuse('unauthenticated', 'Sign in at the console, or send an API key as X-API-Key.')
  }
  const foreign = refuseForeignOrigin(request, ctx)
  if (foreign !== null) return foreign
  const { operator, setCookies } = signedIn
  return { ok: true, caller: { kind: 'operator', operator }, setCookies }
}

/** Refuses a changing request that no page of the console has sent; null: fine. */
export function refuseForeignOrigin(request: Request, ctx: AppContext): Refusal | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null
  const origins = consoleOrigins(ctx.config)
  const origin = request.headers.get('origin')
  if (origin !== null && origins.includes(origin)) return null
  return refuse(
    'forbidden',
    `A session may change things only from the console's own pages, at ${origins[0]}. ` +
      'Programs send an API key instead.',
  )
}

function checkKey(key: string, ctx: AppContext) {
  const kept = ctx.config.API_KEY
  if (kept !== undefined && isSameSecret(key, kept)) {
    return { ok: true as const, caller: { kind: 'apiKey' as const }, setCookies: [] }
  }
  const hint = kept === undefined ? ' No key is set up here: set API_KEY.' : ''
  return refuse('unauthenticated', `This API key is not valid.${hint}`)
}
