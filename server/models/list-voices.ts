import type { VoiceInfo } from '#contracts/rest/catalog.ts'
import { voices } from '#core/agent/voices.ts'

/** Every voice, with where its sample can be heard. */
export function listVoices(): VoiceInfo[] {
  return voices.map((voice) => ({ ...voice, sampleUrl: `/api/voices/${voice.id}/sample` }))
}
