import type { Person, UpdatePerson } from '#contracts/people.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'
import { lastOwner } from './last-owner.ts'
import { personNotFound } from './person-not-found.ts'

/**
 * Gives an operator another role, in force from their next request on. The last
 * owner stays one.
 */
export async function updatePerson(
  ctx: AppContext,
  id: string,
  { role }: UpdatePerson,
): Promise<{ ok: true; person: Person } | Refusal> {
  const outcome = await ctx.stores.people.setRole(id, role)
  if (outcome === 'last-owner') return lastOwner()
  const person = await ctx.stores.people.find(id, new Date(ctx.clock.now()))
  return person === null ? personNotFound() : { ok: true, person }
}
