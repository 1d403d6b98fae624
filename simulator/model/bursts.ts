import { bytesPerMs, type AudioFormat } from './audio-format.ts'

/** One helping of a response: some words, and the audio that goes out with them. */
export type Burst = { atMs: number; text: string; audio: Uint8Array }

/** The service sends audio much faster than it plays; the simulator five times as fast. */
const PACE = 5
/** Deltas differ in length on the wire, too. */
const AUDIO_MS = [200, 400, 300, 600, 400]
/** The words run ahead of the sound. */
const TEXT_AHEAD_MS = 300
const TEXT_PACE_MS = 25

/** Cuts a spoken answer into bursts; `atMs` counts from its first one. All text and all audio, once each. */
export function audioBursts(text: string, audio: Uint8Array, format: AudioFormat): Burst[] {
  const totalMs = audio.length / bytesPerMs(format)
  const words = wordsOf(text)
  const bursts: Burst[] = []
  let fromMs = 0
  let said = 0
  while (fromMs < totalMs || said < words.length) {
    const toMs = Math.min(totalMs, fromMs + (AUDIO_MS[bursts.length % AUDIO_MS.length] ?? 400))
    const share = toMs === totalMs ? 1 : Math.min(1, (toMs + TEXT_AHEAD_MS) / totalMs)
    const until = Math.ceil(words.length * share)
    bursts.push({
      atMs: fromMs / PACE,
      text: words.slice(said, until).join(''),
      audio: audio.subarray(fromMs * bytesPerMs(format), toMs * bytesPerMs(format)),
    })
    fromMs = toMs
    said = until
  }
  return bursts
}

/** Cuts a written answer into words. */
export function textBursts(text: string): Burst[] {
  return wordsOf(text).map((word, at) => ({
    atMs: at * TEXT_PACE_MS,
    text: word,
    audio: new Uint8Array(),
  }))
}

/** Words with the space before them; scripts without spaces in runs of four signs. */
function wordsOf(text: string): string[] {
  return (
    text.match(/\s*[\u3000-\u9fff\uff00-\uffef]{1,4}|\s*[^\s\u3000-\u9fff\uff00-\uffef]+|\s+$/g) ??
    []
  )
}
