import type { AppContext } from '../context.ts'
import { recordRecording } from './record-recording.ts'

/**
 * A call has its SID now: takes what the carrier said of its recordings before.
 * Never rejects; what it cannot take, whoever looks for lost recordings finds.
 */
export async function takeEarlyRecordings(
  ctx: AppContext,
  { callId, callSid }: { callId: string; callSid: string },
): Promise<void> {
  try {
    for (const news of await ctx.stores.earlyNews.ofCall(callSid)) {
      await recordRecording(ctx, news, callId)
      await ctx.stores.earlyNews.remove(news)
    }
  } catch (error) {
    ctx.logger.error({ callSid, err: error }, 'early news of a recording could not be taken')
  }
}
