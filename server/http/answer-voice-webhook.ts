import type { twimlEndpoint, voiceWebhookEndpoint } from '#contracts/rest/webhook-endpoints.ts'
import { answerCall } from '../calls/answer-call.ts'
import { renderSorry } from '../twilio/twiml.ts'
import { twimlResponse } from './twiml-response.ts'
import { webhook } from './webhook.ts'

/**
 * The handler of a voice webhook at one of its two addresses; each is signed for
 * its own. When it fails the caller hears an apology, not silence.
 */
export function answerVoiceWebhook(endpoint: typeof voiceWebhookEndpoint | typeof twimlEndpoint) {
  return webhook(
    endpoint,
    async ({ ctx, news, callId, isRepeated }) =>
      twimlResponse(await answerCall(ctx, news, { callId, isRepeated })),
    () => twimlResponse(renderSorry(SORRY, 'en')),
  )
}

const SORRY = 'Sorry, we cannot take your call right now. Please try again in a moment.'
