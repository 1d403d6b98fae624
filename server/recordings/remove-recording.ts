import { carrierRefusal } from '../calls/carrier-refusal.ts'
import { publish, publishCall } from '../calls/publish.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

/**
 * Deletes a recording everywhere: at the carrier, the file, the entry in every
 * list. Whatever stops it half way, asking again goes on from there, and asking
 * for one that is deleted already does nothing.
 */
export async function removeRecording(
  ctx: AppContext,
  recordingSid: string,
): Promise<{ ok: true } | Refusal> {
  const { recordings } = ctx.stores
  const recording = await recordings.find(recordingSid)
  if (recording === null) {
    return refuse('recording-not-found', 'There is no recording with this SID.')
  }
  if (recording.state === 'deleted') return { ok: true }
  const deleted = await ctx.carrier.deleteRecording(recordingSid)
  if (!deleted.ok) return carrierRefusal(deleted)
  if (!(await ctx.relay.deleteFile(recordingSid))) return filesOutOfReach()
  await recordings.markDeleted(recordingSid, new Date(ctx.clock.now()))
  // An import that was under way may have put the file back just before.
  if (!(await ctx.relay.deleteFile(recordingSid))) {
    ctx.logger.warn({ recordingSid }, 'the file of a deleted recording may still be there')
  }
  await publish(ctx, { kind: 'recordingDeleted', recordingSid, callId: recording.callId })
  const call = await ctx.stores.calls.find(recording.callId)
  if (call !== null) await publishCall(ctx, call)
  return { ok: true }
}

function filesOutOfReach(): Refusal {
  return refuse(
    'relay-unreachable',
    'The relay, which keeps the recordings, does not answer. Start it and delete again.',
  )
}
