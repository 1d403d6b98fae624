import { decodeMulaw, encodeMulaw, G711_RATE_HZ } from '#core/audio/g711.ts'
import { parseWav, pcm16Samples, type Wav } from '#core/audio/wav.ts'

export type TelephoneAudio = { ok: true; audio: Uint8Array } | { ok: false; problem: string }

/**
 * A WAV file as the telephone would carry it: one channel of 8 kHz mu-law. A mono mu-law file of
 * 8 kHz passes unchanged; any other is mixed down and averaged to 8 kHz.
 */
export function telephoneAudio(file: Uint8Array): TelephoneAudio {
  const parsed = parseWav(file)
  if (!parsed.ok) return parsed
  const { wav } = parsed
  if (wav.encoding === 'mulaw' && wav.channels === 1 && wav.rateHz === G711_RATE_HZ) {
    return { ok: true, audio: wav.data }
  }
  return { ok: true, audio: encodeMulaw(toTelephoneRate(mixDown(wav), wav.rateHz)) }
}

function mixDown(wav: Wav): Int16Array {
  const samples = wav.encoding === 'mulaw' ? decodeMulaw(wav.data) : pcm16Samples(wav.data)
  return Int16Array.from({ length: Math.floor(samples.length / wav.channels) }, (_, frame) => {
    const from = frame * wav.channels
    return mean(samples, from, from + wav.channels)
  })
}

/** Each output sample is the mean of the input it covers, which also keeps most aliasing out. */
function toTelephoneRate(samples: Int16Array, rateHz: number): Int16Array {
  const step = rateHz / G711_RATE_HZ
  return Int16Array.from({ length: Math.floor(samples.length / step) }, (_, at) => {
    const from = Math.floor(at * step)
    return mean(samples, from, Math.max(from + 1, Math.floor((at + 1) * step)))
  })
}

function mean(samples: Int16Array, from: number, until: number): number {
  let sum = 0
  for (let at = from; at < until; at += 1) sum += samples[at] ?? 0
  return sum / (until - from)
}
