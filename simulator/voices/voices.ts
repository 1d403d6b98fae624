import { speechThread } from './speech-thread.ts'
import { timbreOf, type VoiceName } from './voice-names.ts'

export type Voices = {
  /**
   * A text spoken as 8 kHz mu-law, silence being 0xFF. `speed` 1.2 speaks 20 % faster. Texts once
   * spoken are kept, and the bytes handed out are shared: never write into them.
   */
  speak(text: string, voice: VoiceName, speed?: number): Promise<Uint8Array>
  /** Ends the thread that speaks. What is still being spoken is rejected. */
  close(): Promise<void>
}

const CACHE_TEXTS_MAX = 300

/** The simulator's voices. One thread speaks for all; make one and share it. */
export function createVoices(): Voices {
  const thread = speechThread()
  const spoken = new Map<string, Promise<Uint8Array>>()

  function speak(text: string, voice: VoiceName, speed = 1): Promise<Uint8Array> {
    const key = JSON.stringify([voice, speed, text])
    const speech = spoken.get(key) ?? speakAnew(text, voice, speed)
    spoken.delete(key)
    spoken.set(key, speech)
    speech.catch(() => spoken.delete(key))
    forgetOldest()
    return speech
  }

  function speakAnew(text: string, voice: VoiceName, speed: number): Promise<Uint8Array> {
    const timbre = timbreOf(voice)
    return thread.speak(text, { ...timbre, rate: timbre.rate * speed })
  }

  function forgetOldest(): void {
    const [oldest] = spoken.keys()
    if (oldest !== undefined && spoken.size > CACHE_TEXTS_MAX) spoken.delete(oldest)
  }

  return { speak, close: () => thread.close() }
}
