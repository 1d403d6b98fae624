import { speechThread, type Speech } from './speech-thread.ts'
import { timbreOf, type VoiceName } from './voice-names.ts'

export type Voices = {
  /**
   * A text spoken as 8 kHz mu-law, silence being 0xFF. `speed` 1.2 speaks 20 % faster. Texts once
   * spoken are kept, and the bytes handed out are shared: never write into them.
   */
  speak(text: string, voice: VoiceName, speed?: number): Promise<Uint8Array>
  /** The same for a text that will be needed later: spoken when nobody waits for another one. */
  prepare(text: string, voice: VoiceName, speed?: number): Promise<Uint8Array>
  /** Ends the thread that speaks. What is still being spoken is rejected. */
  close(): Promise<void>
}

const CACHE_TEXTS_MAX = 300

/** The simulator's voices. One thread speaks for all; make one and share it. */
export function createVoices(): Voices {
  const thread = speechThread()
  const spoken = new Map<string, Speech>()

  function order(text: string, voice: VoiceName, speed: number, isUrgent: boolean): Speech {
    const key = JSON.stringify([voice, speed, text])
    const kept = spoken.get(key)
    const timbre = timbreOf(voice)
    const speech = kept ?? thread.speak(text, { ...timbre, rate: timbre.rate * speed }, isUrgent)
    spoken.delete(key)
    spoken.set(key, speech)
    if (!kept) speech.audio.catch(() => spoken.delete(key))
    if (isUrgent) speech.hasten()
    forgetOldest()
    return speech
  }

  function forgetOldest(): void {
    const [oldest] = spoken.keys()
    if (oldest !== undefined && spoken.size > CACHE_TEXTS_MAX) spoken.delete(oldest)
  }

  return {
    speak: (text, voice, speed = 1) => order(text, voice, speed, true).audio,
    prepare: (text, voice, speed = 1) => order(text, voice, speed, false).audio,
    close: () => thread.close(),
  }
}
