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
  const found = await Promise.all([...new Set(callIds)].map((id) => ctx.stores.calls.find(id)))
  const ended = found.filter((call) => call !== null && call.endedAt !== null)
  const held = ended.flatMap((call) => (call?.legalHold === true ? [call.id] : []))
  const free = ended.flatMap((call) => (call?.legalHold === false ? [call.id] : []))
  const wanted = free.map((callId) => wholeCall(callId, 'asked', requestedBy))
  return { deletions: await requestDeletions(ctx, wanted), held }
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
  const calls = await ctx.stores.keeping.callsWith(number)
  const held = calls.filter(({ isHeld }) => isHeld).map(({ callId }) => callId)
  const wanted = calls
    .filter(({ isHeld }) => !isHeld)
    .map(({ callId }) => wholeCall(callId, 'number', requestedBy))
  return { deletions: await requestDeletions(ctx, wanted), held }
}

function wholeCall(callId: string, cause: NewDeletion['cause'], requestedBy: string): NewDeletion {
  return { kind: 'call', callId, recordingSid: null, cause, requestedBy }
}
