import { statusWebhookEndpoint } from '#contracts/rest/webhook-endpoints.ts'
import { recordCallStatus } from '#server/calls/record-call-status.ts'
import { webhook } from '#server/http/webhook.ts'

export const POST = webhook(statusWebhookEndpoint, async ({ ctx, news, callId }) => {
  await recordCallStatus(ctx, news, callId)
  return new Response(null, { status: 204 })
})
