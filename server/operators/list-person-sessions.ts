import type { SignedInSession } from '#contracts/people.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { listSessions } from './list-sessions.ts'
import { personNotFound } from './person-not-found.ts'

/** Where somebody else is signed in. */
export async function listPersonSessions(
  ctx: AppContext,
  operatorId: string,
  askedFrom: string,
): Promise<{ ok: true; items: SignedInSession[] } | Refusal> {
  const person = await ctx.stores.people.find(operatorId, new Date(ctx.clock.now()))
  if (person === null) return personNotFound()
  return { ok: true, items: await listSessions(ctx, operatorId, askedFrom) }
}
