import { setTimeout as pause } from 'node:timers/promises'
import type { Deletion } from '#contracts/keeping.ts'
import type { AppContext } from '../context.ts'
import type { NewDeletion } from '../storage/keeping-stores.ts'

/**
 * Enters deletions and wakes the relay, which carries them out; waits a moment for
 * that, so that the usual answer is that it is done. Answers each as it stands by
 * then: what is not done goes on by itself, also if this process or the relay does
 * not live to see it.
 */
export async function requestDeletions(
  ctx: AppContext,
  deletions: readonly NewDeletion[],
): Promise<Deletion[]> {
  const entered: Deletion[] = []
  for (let from = 0; from < deletions.length; from += BATCH) {
    const now = new Date(ctx.clock.now())
    entered.push(...(await ctx.stores.deletions.request(deletions.slice(from, from + BATCH), now)))
  }
  if (entered.length === 0) return []
  const isAwake = await ctx.relay.wakeDeletions()
  return isAwake ? waitForAll(ctx, entered) : entered
}

const BATCH = 500
const WAIT_MS_MAX = 4_000
const LOOK_EVERY_MS = 40

/** An attempt that failed will not have another within the time that anybody waits. */
async function waitForAll(ctx: AppContext, entered: readonly Deletion[]): Promise<Deletion[]> {
  const attempts = new Map(entered.map((one) => [one.id, one.attempts]))
  const isOpen = (one: Deletion) =>
    one.state === 'pending' && one.attempts === (attempts.get(one.id) ?? 0)
  const untilMs = performance.now() + WAIT_MS_MAX
  const ids = entered.map(({ id }) => id)
  for (;;) {
    const standing = await ctx.stores.deletions.standing(ids)
    if (!standing.some(isOpen) || performance.now() > untilMs) return standing
    await pause(LOOK_EVERY_MS)
  }
}
