import { z } from 'zod'
import { operatorSchema } from '#contracts/rest/operator.ts'
import type { Endpoint } from '#contracts/rest/endpoint.ts'
import { signOutEndpoint } from '#contracts/rest/sign-in-endpoints.ts'
import { readSession } from '../auth/read-session.ts'
import type { AppContext } from '../context.ts'
import { refuse } from '../refusal.ts'
import { auditAct } from './audit-request.ts'
import { addressKey, clientAddress } from './client-address.ts'
import { accountKey, deviceCookie } from './device-cookie.ts'
import { problemResponse } from './problem-response.ts'
import type { Lanes } from './sign-in-lanes.ts'

type Try = {
  endpoint: Endpoint
  request: Request
  body: Record<string, unknown>
  lanes: Lanes
  requestId: string
}

const visitor = { kind: 'visitor', id: null, name: 'visitor' } as const
const answerSchema = z.object({ user: operatorSchema.pick({ id: true, name: true, email: true }) })

/**
 * Lets better-auth judge a password or a code, if it is not too soon for another
 * try, and enters in the audit log what came of it. Whether an account exists
 * changes neither what is done here nor how long it takes.
 */
export async function trySecret(ctx: AppContext, tried: Try): Promise<Response> {
  const { endpoint, request, lanes, requestId } = tried
  const asked = { endpoint, request, actor: visitor, subject: null, requestId }
  const late = await ctx.limits.signIn.begin([...lanes.shared, lanes.own])
  if (late !== null) {
    const { waitSeconds } = late
    const refusal = refuse(
      'too-many-requests',
      `Too many tries. Wait ${inWords(waitSeconds)}, then try again.`,
      {
        retryAfterSeconds: waitSeconds,
      },
    )
    // A flood must not fill the log.
    const address = addressKey(clientAddress(request, ctx.config))
    if (ctx.limits.minute.take(`throttled:${address}`, 1).allowed) {
      await auditAct(ctx, asked, { status: 429, problem: 'too-many-requests' })
    }
    return problemResponse(refusal, requestId)
  }
  const answer = await ctx.auth.handler(withBody(request, tried.body))
  // Anything else than a wrong secret was no try at one.
  if (answer.status !== 401) {
    await Promise.all(lanes.shared.map((lane) => ctx.limits.signIn.forgive(lane)))
    if (answer.ok) await ctx.limits.signIn.clear(lanes.own)
    else await ctx.limits.signIn.forgive(lanes.own)
  }
  const signedIn = answer.ok ? answerSchema.safeParse(await answer.clone().json()) : null
  const user = signedIn?.data?.user
  const actor =
    user === undefined ? visitor : { kind: 'operator' as const, id: user.id, name: user.name }
  const problem = answer.status === 401 ? 'unauthenticated' : null
  await auditAct(ctx, { ...asked, actor }, { status: answer.status, problem })
  if (user === undefined) return answer
  const cookie = deviceCookie(request, accountKey(user.email, ctx.config), ctx.config)
  return withCookie(answer, cookie)
}

/** Ends the session, and enters whose it was. */
export async function auditSignOut(
  ctx: AppContext,
  request: Request,
  requestId: string,
): Promise<Response> {
  const signedIn = await readSession(ctx.auth, request.headers)
  const answer = await ctx.auth.handler(withBody(request, {}))
  if (signedIn === null) return answer
  const { id, name } = signedIn.operator
  const actor = { kind: 'operator', id, name } as const
  const asked = { endpoint: signOutEndpoint, request, actor, subject: null, requestId }
  await auditAct(ctx, asked, { status: answer.status, problem: null })
  return answer
}

/** The same request with what was read of it, so that nothing else is read a second time. */
function withBody({ url, method, headers }: Request, body: Record<string, unknown>): Request {
  const kept = new Headers(headers)
  kept.delete('content-length')
  kept.delete('transfer-encoding')
  kept.set('content-type', 'application/json')
  return new Request(url, { method, headers: kept, body: JSON.stringify(body) })
}

function withCookie(answer: Response, cookie: string): Response {
  const headers = new Headers(answer.headers)
  headers.append('set-cookie', cookie)
  return new Response(answer.body, { status: answer.status, headers })
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
