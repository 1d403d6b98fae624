import type { Person } from '#contracts/people.ts'
import type { AppContext } from '../context.ts'

/** Every operator, the longest here first. */
export function listPeople(ctx: AppContext): Promise<Person[]> {
  return ctx.stores.people.list(new Date(ctx.clock.now()))
}
