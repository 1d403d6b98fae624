import type { OneTimeLink } from '#contracts/people.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { personNotFound } from './person-not-found.ts'

/**
 * Makes a link by which an operator sets a new password, good for a day. An
 * earlier one of theirs stops working.
 */
export async function createResetLink(
  ctx: AppContext,
  ownerId: string,
  operatorId: string,
): Promise<{ ok: true; link: OneTimeLink } | Refusal> {
  const now = new Date(ctx.clock.now())
  const expiresAt = new Date(now.getTime() + dayMs)
  const reset = { operatorId, createdById: ownerId, now, expiresAt }
  const token = await ctx.stores.operatorLinks.createReset(reset)
  if (token === null) return personNotFound()
  const url = `${ctx.config.PUBLIC_URL}/reset-password#${token}`
  return { ok: true, link: { url, expiresAt: expiresAt.toISOString() } }
}

const dayMs = 86_400_000
