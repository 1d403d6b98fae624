import { openRecordingAudio } from '../calls/open-recording-audio.ts'
import type { AppContext } from '../context.ts'
import type { Refusal } from '../refusal.ts'

/**
 * Refuses an export whose sound cannot be had, before it begins: the first
 * recording of these calls that should be there is asked for. Null: it can, or
 * there is none among the first of them.
 */
export async function refuseWithoutRelay(
  ctx: AppContext,
  callIds: readonly string[],
  signal: AbortSignal,
): Promise<Refusal | null> {
  for (const callId of callIds.slice(0, LOOKED_AT)) {
    const call = await ctx.stores.calls.find(callId)
    const recordings = call === null ? [] : await ctx.stores.recordings.ofCall(call.id)
    const ready = recordings.find(({ state }) => state === 'ready')
    if (ready === undefined) continue
    const asked = { method: 'HEAD' as const, range: null, signal }
    const opened = await openRecordingAudio(ctx, ready, asked)
    return !opened.ok && opened.problem === 'relay-unreachable' ? opened : null
  }
  return null
}

const LOOKED_AT = 20
