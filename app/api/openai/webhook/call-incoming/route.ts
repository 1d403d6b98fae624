import { callIncomingWebhookEndpoint } from '#contracts/rest/webhook-endpoints.ts'
import { modelWebhook } from '#server/http/model-webhook.ts'

/** That it came is entered in the audit log; nothing answers calls by SIP yet. */
export const POST = modelWebhook(callIncomingWebhookEndpoint, () => Promise.resolve())
