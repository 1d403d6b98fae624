import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { lastOwner } from './last-owner.ts'
import { personNotFound } from './person-not-found.ts'

/** Removes an operator: their sessions end at once, their calls stay. The last owner stays too. */
export async function removePerson(ctx: AppContext, id: string): Promise<{ ok: true } | Refusal> {
  const outcome = await ctx.stores.people.remove(id)
  if (outcome === 'last-owner') return lastOwner()
  return outcome === 'not-found' ? personNotFound() : { ok: true }
}
