import type { Operator, SetUp } from '#contracts/rest/operator.ts'
import { isSameSecret } from '../auth/api-key.ts'
import { createOwner } from '../auth/create-owner.ts'
import { isLoopback } from '../config.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

/**
 * Makes the first owner, once in the life of the place, whoever else tries at
 * the same moment. Where strangers can reach the console, only somebody who
 * knows API_KEY may do it, or a stranger could be first.
 */
export async function setUpOwner(
  ctx: AppContext,
  input: SetUp,
): Promise<{ ok: true; operator: Operator } | Refusal> {
  const barred = isLoopback(ctx.config) ? null : refuseWithoutKey(ctx, input.apiKey)
  if (barred !== null) return barred
  if (!(await ctx.setup.claimSetup(new Date(ctx.clock.now())))) return alreadySetUp()
  try {
    const operator = await createOwner(ctx.auth, input)
    await ctx.setup.completeSetup(operator.id)
    return { ok: true, operator }
  } catch (error) {
    await ctx.setup.releaseSetup()
    throw error
  }
}

function alreadySetUp(): Refusal {
  return refuse('already-set-up', 'The first owner exists already. Sign in instead.')
}

function refuseWithoutKey(ctx: AppContext, given: string | undefined): Refusal | null {
  const kept = ctx.config.API_KEY
  if (kept === undefined) {
    return refuse(
      'forbidden',
      'This console can be reached from elsewhere, so the first owner must prove to be you: ' +
        'set API_KEY in the environment, start again, and give that key here.',
    )
  }
  if (given !== undefined && isSameSecret(given, kept)) return null
  const message = 'Give the API_KEY of this installation; it stands in its environment.'
  return refuse('forbidden', message, { errors: [{ path: 'apiKey', message }] })
}
