import { askAuth } from '../auth/ask-auth.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

type Asked<Response> = Promise<{ headers: Headers; response: Response }>

/**
 * Asks better-auth for something that takes an operator's own password, given in
 * `field`. Whoever has got hold of a session is slowed down in guessing it.
 */
export async function askWithPassword<Response>(
  ctx: AppContext,
  operatorId: string,
  field: string,
  ask: () => Asked<Response>,
): Promise<{ ok: true; response: Response; setCookies: string[] } | Refusal> {
  const lane = { key: `own:${operatorId}`, free: 5, rememberSeconds: 86_400 }
  const late = await ctx.limits.signIn.begin([lane])
  if (late !== null) return tooMany(late.waitSeconds)
  const asked = await askAuth(ask, ['INVALID_PASSWORD'])
  if (!asked.ok) return passwordWrong(field)
  await ctx.limits.signIn.clear(lane)
  return asked
}

function passwordWrong(field: string): Refusal {
  const message = 'This is not your current password.'
  return refuse('password-wrong', message, { errors: [{ path: field, message }] })
}

function tooMany(waitSeconds: number): Refusal {
  return refuse('too-many-requests', `Too many tries. Wait ${waitSeconds} seconds.`, {
    retryAfterSeconds: waitSeconds,
  })
}
