import { recordingWebhookEndpoint } from '#contracts/rest/webhook-endpoints.ts'
import { recordRecording } from '#server/calls/record-recording.ts'
import { webhook } from '#server/http/webhook.ts'

export const POST = webhook(recordingWebhookEndpoint, async ({ ctx, news, callId }) => {
  await recordRecording(ctx, news, callId)
  return new Response(null, { status: 204 })
})
