import { amdWebhookEndpoint } from '#contracts/rest/webhook-endpoints.ts'
import { recordAnsweredBy } from '#server/calls/record-answered-by.ts'
import { webhook } from '#server/http/webhook.ts'

export const POST = webhook(amdWebhookEndpoint, async ({ ctx, news, callId }) => {
  await recordAnsweredBy(ctx, news, callId)
  return new Response(null, { status: 204 })
})
