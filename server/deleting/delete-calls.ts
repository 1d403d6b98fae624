import type { DeletionAnswer } from '#contracts/keeping.ts'
import type { AppContext } from '../context.ts'
import type { NewDeletion } from '../storage/keeping-stores.ts'
import { requestDeletions } from './request-deletions.ts'

/** Deletes these calls. Unknown and live ones are left out, held ones are named. */
export async function deleteCalls(
  ctx: AppContext,
  callIds: readonly string[],
  requestedBy: string,
): Promise<DeletionAnswer> {
  return deleteUnheld(ctx, await ctx.stores.keeping.endedOf(callIds), 'asked', requestedBy)
}

/**
 * Deletes every call whose other side has this number. One that is live is deleted
 * when it has ended; held ones are named.
 */
export async function deleteHoldings(
  ctx: AppContext,
  number: string,
  requestedBy: string,
): Promise<DeletionAnswer> {
  return deleteUnheld(ctx, await ctx.stores.keeping.callsWith(number), 'number', requestedBy)
}

async function deleteUnheld(
  ctx: AppContext,
  calls: readonly { callId: string; isHeld: boolean }[],
  cause: NewDeletion['cause'],
  requestedBy: string,
): Promise<DeletionAnswer> {
  const held = calls.filter(({ isHeld }) => isHeld).map(({ callId }) => callId)
  const free = calls.filter(({ isHeld }) => !isHeld)
  const whole = { kind: 'call', recordingSid: null, cause, requestedBy } as const
  const wanted = free.map(({ callId }) => ({ ...whole, callId }))
  return { deletions: await requestDeletions(ctx, wanted), held }
}
