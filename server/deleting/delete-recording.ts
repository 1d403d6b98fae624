import type { Deletion } from '#contracts/keeping.ts'
import type { AppContext } from '../context.ts'
import { callHeld, refuse, type Refusal } from '../refusal.ts'
import { requestDeletions } from './request-deletions.ts'

/**
 * Deletes a recording everywhere. Null: it is gone, now or since an earlier time;
 * otherwise the deletion that goes on.
 */
export async function deleteRecording(
  ctx: AppContext,
  recordingSid: string,
  requestedBy: string,
): Promise<{ ok: true; deletion: Deletion | null } | Refusal> {
  const { recordings, deletions, tombstones, calls } = ctx.stores
  const recording = await recordings.find(recordingSid)
  if (recording === null) {
    if ((await tombstones.ofRecording(recordingSid)) !== null) return { ok: true, deletion: null }
    return refuse('recording-not-found', 'There is no recording with this SID.')
  }
  const thing = { kind: 'recording', callId: recording.callId, recordingSid } as const
  if (recording.state === 'deleted' && (await deletions.underWay(thing)) === null) {
    const ofCall = { ...thing, kind: 'call', recordingSid: null } as const
    return { ok: true, deletion: await deletions.underWay(ofCall) }
  }
  if ((await calls.find(recording.callId))?.legalHold === true) return callHeld()
  const [deletion] = await requestDeletions(ctx, [{ ...thing, cause: 'asked', requestedBy }])
  if (deletion === undefined) {
    // Held, or gone with its call, since it was looked at above.
    const call = await calls.find(recording.callId)
    return call?.legalHold === true ? callHeld() : { ok: true, deletion: null }
  }
  return { ok: true, deletion: deletion.state === 'done' ? null : deletion }
}
