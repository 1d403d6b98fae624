import type { RecordingWebhook } from '#contracts/twilio-webhooks.ts'
import { recordingNews } from '#core/call/recording-news.ts'
import type { AppContext } from '../context.ts'
import { deleteLateCopy } from '../deleting/delete-late-copy.ts'
import { deleteLateRecording } from '../deleting/delete-late-recording.ts'
import { publicRecording } from './public-recording.ts'
import { callOfWebhook } from './call-of-webhook.ts'
import { publish } from './publish.ts'
import { timeOfNews } from './time-of-news.ts'

/**
 * Writes what the carrier reports of a recording; one that is complete is fetched
 * by the relay. News that comes before its call is kept until there is one. Where nothing is recorded nothing is written, whoever reports it.
 */
export async function recordRecording(
  ctx: AppContext,
  news: RecordingWebhook,
  callId?: string,
): Promise<void> {
  const call = await callOfWebhook(ctx, callId, news.CallSid)
  if (call === null) {
    const late = { callId, callSid: news.CallSid, recordingSid: news.RecordingSid }
    if (await deleteLateRecording(ctx, late)) return
    return keepForLater(ctx, news, callId)
  }
  if (!ctx.config.ENABLE_RECORDING) return
  const recording = await ctx.stores.recordings.announce({
    recordingSid: news.RecordingSid,
    callId: call.id,
    ...recordingNews(news.RecordingStatus),
    channels: news.RecordingChannels,
    startedAt: timeOfNews(news.RecordingStartTime, ctx.clock.now()),
    ...(news.RecordingDuration !== undefined && { durationMs: news.RecordingDuration * 1_000 }),
  })
  if (recording.state === 'deleted') {
    // While the carrier was still at it: only now may there be a copy to delete.
    const copy = { callId: recording.callId, recordingSid: recording.recordingSid }
    return deleteLateCopy(ctx, { ...copy, cause: 'asked', requestedBy: 'a late copy' })
  }
  await publish(ctx, { kind: 'recording', recording: publicRecording(recording) })
  if (recording.state === 'importing') await ctx.relay.wakeImporter()
}

async function keepForLater(
  ctx: AppContext,
  news: RecordingWebhook,
  callId: string | undefined,
): Promise<void> {
  if (!ctx.config.ENABLE_RECORDING) return
  ctx.logger.warn({ callSid: news.CallSid }, 'recording of an unknown call')
  await ctx.stores.earlyNews.keep(news, new Date(ctx.clock.now()))
  // Written meanwhile, it has looked for news already.
  const call = await callOfWebhook(ctx, callId, news.CallSid)
  if (call === null) return
  await recordRecording(ctx, news, call.id)
  await ctx.stores.earlyNews.remove(news)
}
