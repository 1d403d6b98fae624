import type { RecordingWebhook } from '#contracts/twilio-webhooks.ts'
import { unreachable } from '#core/unreachable.ts'
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
    state: stateOf(news.RecordingStatus),
    channels: news.RecordingChannels,
    startedAt: timeOfNews(news.RecordingStartTime, ctx.clock.now()),
    ...(news.RecordingDuration !== undefined && { durationMs: news.RecordingDuration * 1_000 }),
    ...failReasonOf(news.RecordingStatus),
  })
  await publish(ctx, { kind: 'recording', recording: publicRecording(recording) })
  if (recording.state === 'importing') await ctx.relay.wakeImporter()
}

function stateOf(status: RecordingWebhook['RecordingStatus']) {
  switch (status) {
    case 'in-progress':
      return 'recording'
    case 'completed':
      return 'importing'
    case 'absent':
    case 'failed':
      return status
    default:
      return unreachable(status)
  }
}

function failReasonOf(status: RecordingWebhook['RecordingStatus']): { failReason?: string } {
  if (status === 'absent') return { failReason: 'The carrier has none: the call was too short.' }
  if (status === 'failed') return { failReason: 'The carrier could not record this call.' }
  return {}
}
