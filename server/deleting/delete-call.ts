import type { DeletionAnswer } from '#contracts/keeping.ts'
import type { AppContext } from '../context.ts'
import { callHeld, callNotFound, refuse, type Refusal } from '../refusal.ts'
import { requestDeletions } from './request-deletions.ts'

type Answered = { ok: true; answer: DeletionAnswer } | Refusal

/** Deletes a call that has ended, with all that belongs to it. */
export function deleteCall(ctx: AppContext, idOrSid: string, requestedBy: string) {
  return deleteOf(ctx, idOrSid, 'call', requestedBy)
}

/** Deletes what was said in a call that has ended; its figures stay. Asked again, it does nothing. */
export function deleteTranscript(ctx: AppContext, idOrSid: string, requestedBy: string) {
  return deleteOf(ctx, idOrSid, 'transcript', requestedBy)
}

async function deleteOf(
  ctx: AppContext,
  idOrSid: string,
  kind: 'call' | 'transcript',
  requestedBy: string,
): Promise<Answered> {
  const call = await ctx.stores.calls.find(idOrSid)
  if (call === null) return callNotFound()
  if (call.legalHold) return callHeld()
  if (call.endedAt === null) {
    return refuse('conflict', 'The call is live. End it first, then delete it.')
  }
  const thing = { kind, callId: call.id, recordingSid: null }
  const isGone = kind === 'transcript' && call.transcriptDeletedAt !== null
  if (isGone && (await ctx.stores.deletions.underWay(thing)) === null) {
    return { ok: true, answer: { deletions: [], held: [] } }
  }
  const deletions = await requestDeletions(ctx, [{ ...thing, cause: 'asked', requestedBy }])
  if (deletions.length > 0) return { ok: true, answer: { deletions, held: [] } }
  // Held, or deleted as a whole, since it was looked at above.
  return (await ctx.stores.calls.find(call.id)) === null ? callNotFound() : callHeld()
}

/** 200: all of it is gone; 202: some goes on by itself. */
export function statusOf({ deletions }: DeletionAnswer): 200 | 202 {
  return deletions.every(({ state }) => state === 'done') ? 200 : 202
}
