import type { Endpoint } from '#contracts/rest/endpoint.ts'
import { isSameSecret } from '../auth/api-key.ts'
import type { AppContext } from '../context.ts'
import type { Allowance } from '../limits/credential-memory.ts'
import type { Standing } from '../limits/minute-counter.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { AdmittedCaller } from './admit.ts'
import { addressKey, clientAddress } from './client-address.ts'
import { credentialOf } from './credential.ts'
import type { Caller } from './require-caller.ts'

/** How one request stands with the limits that it counts for. */
export type Rate = {
  standings: { policy: string; standing: Standing }[]
  /** Set as soon as one of them is reached. */
  refusal: Refusal | null
}

const uncounted: Rate = { standings: [], refusal: null }

/** Calls that one session may place in a minute; of a key's requests, as many in a hundred. */
const DIALS_PER_MINUTE = 60
/** The feed, a few pages and everything they load: an operator who works fast needs a tenth. */
const SESSION_REQUESTS_PER_MINUTE = 600

/**
 * Counts a request before anybody finds out who sent it. One that brings a key
 * or a session which was good before counts for that; one that brings nothing, or
 * what was no good, for its address. A session that was not seen yet counts for
 * nothing until it is known, so that nobody at an operator's address can shut
 * the console: a made-up one fails by its signature, without the database.
 */
export function countArrival(ctx: AppContext, request: Request): Rate {
  const known = recall(ctx, request)
  if (known !== null && known !== 'bad') return take(ctx, known)
  const isNew = known === null && credentialOf(request)?.kind === 'session'
  return isNew ? uncounted : take(ctx, addressAllowance(ctx, request))
}

/**
 * Goes on counting once it is known whether the request is let in: what an
 * address was charged is given back to whoever turns out to have a key or a
 * session, and whoever is refused counts for the address, too.
 */
export async function countAdmitted(
  ctx: AppContext,
  asked: { endpoint: Endpoint; request: Request; arrival: Rate },
  admitted: AdmittedCaller | Refusal,
): Promise<Rate> {
  const { endpoint, request, arrival } = asked
  const credential = credentialOf(request)
  const byAddress = arrival.standings.some(({ policy }) => policy === 'address')
  if (!admitted.ok) {
    if (credential !== null && admitted.problem === 'unauthenticated') {
      ctx.limits.credentials.learn(credential.secret, 'bad')
    }
    return byAddress ? arrival : take(ctx, addressAllowance(ctx, request))
  }
  if (admitted.caller === null) {
    return arrival === uncounted ? take(ctx, addressAllowance(ctx, request)) : arrival
  }
  const allowance = allowanceOf(ctx, admitted.caller)
  if (byAddress) ctx.limits.minute.giveBack(addressAllowance(ctx, request).key)
  const rate = byAddress || arrival === uncounted ? take(ctx, allowance) : arrival
  if (credential !== null) ctx.limits.credentials.learn(credential.secret, allowance)
  if (rate.refusal !== null || endpoint.operationId !== 'placeCall') return rate
  return takeDial(ctx, rate, allowance)
}

/** Counts a request that anybody may make: for a session that was good before, else for its address. */
export function countVisit(ctx: AppContext, request: Request): Refusal | null {
  const rate = countArrival(ctx, request)
  return rate === uncounted ? countFailure(ctx, request) : rate.refusal
}

/** Counts what came without anybody's signature or password being right; answers why not, once that is too much. */
export function countFailure(ctx: AppContext, request: Request): Refusal | null {
  return take(ctx, addressAllowance(ctx, request)).refusal
}

async function takeDial(ctx: AppContext, rate: Rate, allowance: Allowance): Promise<Rate> {
  const share = allowance.policy === 'key' ? allowance.limit / 100 : 1
  const limit = Math.ceil(DIALS_PER_MINUTE * share)
  const standing = await ctx.limits.minute.takeShared(`dial:${allowance.key}`, limit)
  const standings = [...rate.standings, { policy: 'dial', standing }]
  return { standings, refusal: standing.allowed ? null : tooMany('dial', standing) }
}

function take(ctx: AppContext, { policy, key, limit }: Allowance): Rate {
  const standing = ctx.limits.minute.take(key, limit)
  return {
    standings: [{ policy, standing }],
    refusal: standing.allowed ? null : tooMany(policy, standing),
  }
}

function tooMany(policy: string, { limit, resetSeconds }: Standing): Refusal {
  const what = policy === 'dial' ? 'calls may be placed' : 'requests may be sent'
  return refuse(
    'too-many-requests',
    `Only ${limit} ${what} in a minute. Try again in ${resetSeconds} seconds.`,
    { retryAfterSeconds: resetSeconds },
  )
}

/** What is known of the credential that is brought; null: nothing, or there is none. */
function recall(ctx: AppContext, request: Request): Allowance | 'bad' | null {
  const credential = credentialOf(request)
  if (credential === null) return null
  const { API_KEY } = ctx.config
  if (
    credential.kind === 'key' &&
    API_KEY !== undefined &&
    isSameSecret(credential.secret, API_KEY)
  ) {
    return keyAllowance(ctx, 'environment', null)
  }
  return ctx.limits.credentials.recall(credential.secret)
}

function addressAllowance({ config }: AppContext, request: Request): Allowance {
  const key = `address:${addressKey(clientAddress(request, config))}`
  return { policy: 'address', key, limit: config.RATE_LIMIT_PER_MINUTE }
}

function allowanceOf(ctx: AppContext, caller: Caller): Allowance {
  if (caller.kind === 'apiKey') return keyAllowance(ctx, caller.key.id, caller.key.perMinute)
  const { sessionId } = caller
  return { policy: 'session', key: `session:${sessionId}`, limit: SESSION_REQUESTS_PER_MINUTE }
}

function keyAllowance({ config }: AppContext, id: string, perMinute: number | null): Allowance {
  return { policy: 'key', key: `key:${id}`, limit: perMinute ?? config.RATE_LIMIT_PER_MINUTE }
}
