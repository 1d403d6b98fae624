import type { AfterStreamQuery } from '#contracts/rest/webhook-endpoints.ts'
import type { Config } from '../config.ts'

/** The addresses that the carrier calls about one call; each names our row. */
export function webhookUrls(config: Config, callId: string) {
  const at = (path: string) => `${config.PUBLIC_URL}${path}?callId=${encodeURIComponent(callId)}`
  return {
    voice: at('/api/twilio/voice'),
    status: at('/api/twilio/status'),
    recording: at('/api/twilio/recording'),
    answeringMachine: at('/api/twilio/amd'),
  }
}

/**
 * Where the carrier asks what to do once a stream of the call is over. The
 * address remembers how many streams had carried the call before that one, which
 * ticket it was given, and, while none gets through, since when (ms) and how often
 * it was tried.
 */
export function afterStreamUrl(config: Config, query: Partial<AfterStreamQuery>): string {
  const url = new URL('/api/twilio/after-stream', config.PUBLIC_URL)
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value))
  }
  return url.href
}

/** Where the carrier sends a call's audio. */
export function streamUrl(config: Config): string {
  return `${config.RELAY_PUBLIC_URL}/media-stream`
}
