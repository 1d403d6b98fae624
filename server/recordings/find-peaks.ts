import type { Peaks } from '#contracts/recording.ts'
import { findAudio } from '../calls/open-recording-audio.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

/** The picture of a recording that can be played; of an older one it may still be on its way. */
export async function findPeaks(
  ctx: AppContext,
  recordingSid: string,
): Promise<{ ok: true; peaks: Peaks } | Refusal> {
  const found = await findAudio(ctx, recordingSid)
  if (!found.ok) return found
  const peaks = await ctx.stores.peaks.find(recordingSid)
  if (peaks !== null) return { ok: true, peaks }
  return refuse('recording-not-ready', 'The picture of this recording is being drawn.')
}
