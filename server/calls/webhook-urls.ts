import type { Config } from '../config.ts'

/** The addresses that the carrier calls about one call; each names our row. */
export function webhookUrls(config: Config, callId: string) {
  const at = (path: string) => `${config.PUBLIC_URL}${path}?callId=${encodeURIComponent(callId)}`
  return {
    voice: at('/api/twilio/voice'),
    status: at('/api/twilio/status'),
    recording: at('/api/twilio/recording'),
    answeringMachine: at('/api/twilio/amd'),
    afterStream: at('/api/twilio/after-stream'),
  }
}
