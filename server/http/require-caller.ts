import type { Operator } from '#contracts/rest/operator.ts'
import type { Scope } from '#contracts/scope.ts'
import { scopesOfRole } from '#core/access/scopes-of-role.ts'
import { readGivenKey } from '../auth/api-key.ts'
import { consoleOrigins } from '../auth/console-origins.ts'
import { readSession } from '../auth/read-session.ts'
import { findKey, type KeyCaller } from './find-key.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

export type OperatorCaller = {
  kind: 'operator'
  operator: Operator
  sessionId: string
  /** A second factor is set up. */
  twoFactor: boolean
  scopes: readonly Scope[]
}
/** Who asks: a program with a key, or a human at the console. */
export type Caller = OperatorCaller | KeyCaller

/**
 * Finds out who asks. A key that is given must be right, even beside a valid
 * session. With a session, a request that changes anything must come from the
 * console's own pages, which its Origin proves.
 */
export async function requireCaller(
  request: Request,
  ctx: AppContext,
): Promise<{ ok: true; caller: Caller; setCookies: string[] } | Refusal> {
  const given = readGivenKey(request)
  if (given.kind === 'inAddress') return keyInAddress()
  if (given.kind === 'two') return twoKeys()
  if (given.kind === 'one') return checkKey(given.text, request, ctx)
  const signedIn = await readSession(ctx.auth, request.headers)
  if (signedIn === null) {
    return refuse('unauthenticated', 'Sign in at the console, or send an API key as X-API-Key.')
  }
  const foreign = refuseForeignOrigin(request, ctx)
  if (foreign !== null) return foreign
  const { operator, sessionId, twoFactor, setCookies } = signedIn
  const scopes = scopesOfRole(operator.role)
  return {
    ok: true,
    caller: { kind: 'operator', operator, sessionId, twoFactor, scopes },
    setCookies,
  }
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

/**
 * Refuses what a page elsewhere sends to an address that needs no session, so
 * that no site acts on its visitor's own console; null: fine.
 */
export function refuseForeignPage(request: Request, ctx: AppContext): Refusal | null {
  return request.headers.has('origin') ? refuseForeignOrigin(request, ctx) : null
}

async function checkKey(given: string, request: Request, ctx: AppContext) {
  const caller = await findKey(ctx, given, request)
  if (caller !== null) return { ok: true as const, caller, setCookies: [] }
  return refuse('unauthenticated', 'This API key is not valid: unknown, revoked or expired.')
}

function keyInAddress(): Refusal {
  return refuse(
    'bad-request',
    'A key never goes into an address, where logs and histories keep it: send it as X-API-Key ' +
      'or as Authorization: Bearer. Replace this one if others can see that address.',
  )
}

function twoKeys(): Refusal {
  return refuse(
    'bad-request',
    'X-API-Key and Authorization: Bearer name two different keys. Send one of them.',
  )
}
