import { randomUUID } from 'node:crypto'
import {
  finishSignInByRecoveryCodeEndpoint,
  finishSignInEndpoint,
  signInEndpoint,
  signOutEndpoint,
} from '#contracts/rest/sign-in-endpoints.ts'
import { appContext } from '../app-context.ts'
import type { AppContext } from '../context.ts'
import { refuse } from '../refusal.ts'
import { accountKey } from './device-cookie.ts'
import { logFailure } from './log-failure.ts'
import { parseRequest } from './parse-request.ts'
import { problemResponse } from './problem-response.ts'
import { countVisit } from './rate-limit.ts'
import { refuseForeignOrigin } from './require-caller.ts'
import { passwordLanes, secondFactorLanes } from './sign-in-lanes.ts'
import { auditSignOut, trySecret } from './try-secret.ts'

/**
 * Hands sign-in, sign-out and the question for the session to better-auth, once
 * they are counted, read and found to come from our own pages. The library knows
 * more addresses; what no page uses stays shut.
 */
export async function answerSignIn(request: Request): Promise<Response> {
  const requestId = randomUUID()
  const { pathname } = new URL(request.url)
  try {
    const ctx = appContext()
    const limited = countVisit(ctx, request)
    if (limited !== null) return problemResponse(limited, requestId)
    const answer = doors[`${request.method} ${pathname}`]
    if (answer === undefined) return new Response(null, { status: 404 })
    const foreign = request.headers.has('origin') ? refuseForeignOrigin(request, ctx) : null
    return foreign === null
      ? await answer(ctx, request, requestId)
      : problemResponse(foreign, requestId)
  } catch (error) {
    logFailure(error, { requestId, operation: pathname }, 'signing in failed')
    return problemResponse(refuse('internal', `Quote ${requestId}.`), requestId)
  }
}

type Door = (ctx: AppContext, request: Request, requestId: string) => Promise<Response>

const doors: Record<string, Door> = {
  'POST /api/auth/sign-in/email': async (ctx, request, requestId) => {
    const read = await parseRequest(signInEndpoint, request, {})
    if (!read.ok) return problemResponse(read, requestId)
    const { body } = read.parsed
    const account = accountKey(body.email, ctx.config)
    const lanes = passwordLanes(ctx, request, account)
    return trySecret(ctx, { endpoint: signInEndpoint, request, body, lanes, requestId })
  },
  'POST /api/auth/two-factor/verify-totp': secondFactor(finishSignInEndpoint),
  'POST /api/auth/two-factor/verify-backup-code': secondFactor(finishSignInByRecoveryCodeEndpoint),
  'POST /api/auth/sign-out': async (ctx, request, requestId) => {
    const read = await parseRequest(signOutEndpoint, request, {})
    return read.ok ? auditSignOut(ctx, request, requestId) : problemResponse(read, requestId)
  },
  'GET /api/auth/get-session': (ctx, request) => ctx.auth.handler(request),
}

function secondFactor(
  endpoint: typeof finishSignInEndpoint | typeof finishSignInByRecoveryCodeEndpoint,
): Door {
  return async (ctx, request, requestId) => {
    const read = await parseRequest(endpoint, request, {})
    if (!read.ok) return problemResponse(read, requestId)
    const lanes = secondFactorLanes(ctx, request)
    return trySecret(ctx, { endpoint, request, body: read.parsed.body, lanes, requestId })
  }
}
