import type { Recording } from '#contracts/recording.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { publicRecording } from './public-recording.ts'

/** A recording by its SID; one that was deleted is gone, which is not the same as unknown. */
export async function findRecording(
  ctx: AppContext,
  recordingSid: string,
): Promise<{ ok: true; recording: Recording } | Refusal> {
  const stored = await ctx.stores.recordings.find(recordingSid)
  if (stored === null) {
    if ((await ctx.stores.tombstones.ofRecording(recordingSid)) !== null) return recordingGone()
    return refuse('recording-not-found', 'There is no recording with this SID.')
  }
  if (stored.state === 'deleted') return recordingGone()
  return { ok: true, recording: publicRecording(stored) }
}

function recordingGone(): Refusal {
  return refuse('recording-gone', 'This recording was deleted.')
}
