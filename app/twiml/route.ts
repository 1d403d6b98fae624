import { twimlEndpoint } from '#contracts/rest/webhook-endpoints.ts'
import { answerVoiceWebhook } from '#server/http/answer-voice-webhook.ts'

export const POST = answerVoiceWebhook(twimlEndpoint)
