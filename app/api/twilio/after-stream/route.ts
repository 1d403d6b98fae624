import { afterStreamWebhookEndpoint } from '#contracts/rest/webhook-endpoints.ts'
import { afterStream } from '#server/calls/after-stream.ts'
import { twimlResponse } from '#server/http/twiml-response.ts'
import { webhook } from '#server/http/webhook.ts'

export const POST = webhook(afterStreamWebhookEndpoint, async ({ ctx, news, query }) =>
  twimlResponse(await afterStream(ctx, news, query)),
)
