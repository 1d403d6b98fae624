import type { AppContext } from '../context.ts'
import { callNotFound, refuse, type Refusal } from '../refusal.ts'

/**
 * The recording to play of a call: of those that are ready our own, else the
 * longest. Where none is ready, one that will say why.
 */
export async function findCallAudio(
  ctx: AppContext,
  idOrSid: string,
): Promise<{ ok: true; recordingSid: string } | Refusal> {
  const call = await ctx.stores.calls.find(idOrSid)
  if (call === null) return callNotFound()
  const recordings = await ctx.stores.recordings.ofCall(call.id)
  const [best] = recordings.toSorted(
    (a, b) =>
      Number(b.state === 'ready') - Number(a.state === 'ready') ||
      Number(b.source === 'relay') - Number(a.source === 'relay') ||
      (b.durationMs ?? 0) - (a.durationMs ?? 0),
  )
  if (best !== undefined) return { ok: true, recordingSid: best.recordingSid }
  return refuse('recording-not-found', 'This call has no recording.')
}
