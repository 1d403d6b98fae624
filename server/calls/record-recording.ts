import type { RecordingWebhook } from '#contracts/twilio-webhooks.ts'
import { recordingNews } from '#core/call/recording-news.ts'
import type { AppContext } from '../context.ts'
import { publicRecording } from './public-recording.ts'
import { callOfWebhook } from './call-of-webhook.ts'
import { publish } from './publish.ts'
import { timeOfNews } from './time-of-news.ts'

/** Writes what the carrier reports of a recording; one that is complete is fetched by the relay. */
export async function recordRecording(
  ctx: AppContext,
  news: RecordingWebhook,
  callId?: string,
): Promise<void> {
  const call = await callOfWebhook(ctx, callId, news.CallSid)
  if (call === null) {
    return ctx.logger.warn({ callSid: news.CallSid }, 'recording of an unknown call')
  }
  const recording = await ctx.stores.recordings.announce({
    recordingSid: news.RecordingSid,
    callId: call.id,
    ...recordingNews(news.RecordingStatus),
    channels: news.RecordingChannels,
    startedAt: timeOfNews(news.RecordingStartTime, ctx.clock.now()),
    ...(news.RecordingDuration !== undefined && { durationMs: news.RecordingDuration * 1_000 }),
  })
  await publish(ctx, { kind: 'recording', recording: publicRecording(recording) })
  if (recording.state === 'importing') await ctx.relay.wakeImporter()
}
