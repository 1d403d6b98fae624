import { afterStreamWebhookEndpoint } from '#contracts/rest/webhook-endpoints.ts'
import { twimlResponse } from '#server/http/twiml-response.ts'
import { webhook } from '#server/http/webhook.ts'
import { renderHangup } from '#server/twilio/twiml.ts'

export const POST = webhook(afterStreamWebhookEndpoint, async () => twimlResponse(renderHangup()))
