import { encodeMulaw, G711_RATE_HZ } from '#core/audio/g711.ts'
import type { SpokenPcm } from './flite.ts'
import { atTelephoneLevel, withoutSilentEnds } from './loudness.ts'
import { readableSentences } from './readable-text.ts'
import { resample } from '#core/audio/resample.ts'
import type { Speaker, Timbre } from './voice-names.ts'

export type Synthesise = (sentence: string, speaker: Speaker, stretch: number) => SpokenPcm

const SAMPLES_PER_MS = G711_RATE_HZ / 1_000
const PAUSE_BETWEEN_SENTENCES_MS = 220
const MARGIN_MS = 30
const WINDOW_MS = 20

/**
 * Speaks a text as 8 kHz mu-law: sentence by sentence, pitched by resampling (the synthesiser stretches
 * the time beforehand so that pitch and rate stay apart), at telephone level. Empty for unreadable text.
 */
export function renderSpeech(synthesise: Synthesise, text: string, timbre: Timbre): Uint8Array {
  const pause = new Int16Array(PAUSE_BETWEEN_SENTENCES_MS * SAMPLES_PER_MS)
  const parts = readableSentences(text).flatMap((sentence, at) => {
    const speech = renderSentence(synthesise, sentence, timbre)
    return at === 0 ? [speech] : [pause, speech]
  })
  return encodeMulaw(atTelephoneLevel(joined(parts), WINDOW_MS * SAMPLES_PER_MS))
}

function renderSentence(synthesise: Synthesise, sentence: string, timbre: Timbre): Int16Array {
  const pcm = synthesise(sentence, timbre.speaker, timbre.pitch / timbre.rate)
  const pitched = resample(pcm.samples, pcm.rateHz * timbre.pitch, G711_RATE_HZ)
  return withoutSilentEnds(pitched, MARGIN_MS * SAMPLES_PER_MS)
}

function joined(parts: Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
