import { encodeMulaw, G711_RATE_HZ } from './g711.ts'

const toneMs = 260
const toneHz = 425
/** About 24 dB below full scale: present, and softer than any voice. */
const amplitude = 2_000

/** A quarter of a second of soft tone, faded in and out, as base64 mu-law. */
export const holdTone: string = base64Of(encodeMulaw(renderTone()))

function renderTone(): Int16Array {
  const samples = new Int16Array((toneMs * G711_RATE_HZ) / 1_000)
  for (let at = 0; at < samples.length; at += 1) {
    const fade = Math.sin((Math.PI * at) / samples.length)
    samples[at] = Math.round(
      amplitude * fade * Math.sin((2 * Math.PI * toneHz * at) / G711_RATE_HZ),
    )
  }
  return samples
}

function base64Of(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}
