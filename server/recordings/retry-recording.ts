import type { Recording } from '#contracts/recording.ts'
import { publicRecording } from '../calls/public-recording.ts'
import { publish } from '../calls/publish.ts'
import { findRecording } from '../calls/find-recording.ts'
import type { AppContext } from '../context.ts'
import { refuse, type Refusal } from '../refusal.ts'

/** Fetches a recording anew that was given up, or waits for its next attempt. */
export async function retryRecording(
  ctx: AppContext,
  recordingSid: string,
): Promise<{ ok: true; recording: Recording } | Refusal> {
  const found = await findRecording(ctx, recordingSid)
  if (!found.ok) return found
  if (!(await ctx.stores.recordings.retryImport(recordingSid))) {
    return refuse('conflict', whyNot(found.recording))
  }
  await ctx.relay.wakeImporter()
  const stored = await ctx.stores.recordings.find(recordingSid)
  const recording = stored === null ? found.recording : publicRecording(stored)
  await publish(ctx, { kind: 'recording', recording })
  return { ok: true, recording }
}

function whyNot({ source, state }: Recording): string {
  if (state === 'ready') return 'This recording is here already.'
  if (state === 'recording') return 'The call is still being recorded.'
  if (source === 'relay') return 'The relay made this recording itself: nobody else has it.'
  return 'The carrier has no such recording.'
}
