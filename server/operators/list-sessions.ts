import type { SignedInSession } from '#contracts/people.ts'
import type { AppContext } from '../context.ts'

/** Where an operator is signed in, the last used first. `askedFrom`: the session of whoever asks. */
export async function listSessions(
  ctx: AppContext,
  operatorId: string,
  askedFrom: string,
): Promise<SignedInSession[]> {
  const sessions = await ctx.stores.people.sessions(operatorId, new Date(ctx.clock.now()))
  return sessions.map((session) => ({ ...session, current: session.id === askedFrom }))
}
