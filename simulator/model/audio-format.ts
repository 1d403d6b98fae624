import { decodeMulaw, G711_RATE_HZ } from '#core/audio/g711.ts'
import { z } from 'zod'
import { resample } from '#core/audio/resample.ts'
import { decodeAlaw, encodeAlaw } from './alaw.ts'

/** The audio formats of a session. G.711 takes no rate, PCM has one only (OpenAI's reference, `RealtimeAudioFormats`). */
export const audioFormatSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('audio/pcm'), rate: z.literal(24_000).default(24_000) }),
  z.strictObject({ type: z.literal('audio/pcmu') }),
  z.strictObject({ type: z.literal('audio/pcma') }),
])
export type AudioFormat = z.infer<typeof audioFormatSchema>

const PCM_RATE_HZ = 24_000

/** Bytes that one millisecond of audio takes: 8 in G.711, 48 in 24 kHz PCM. */
export function bytesPerMs(format: AudioFormat): number {
  return format.type === 'audio/pcm' ? (PCM_RATE_HZ * 2) / 1_000 : G711_RATE_HZ / 1_000
}

/** Samples at the format's own rate. */
export function samplesOf(bytes: Uint8Array, format: AudioFormat): Int16Array {
  if (format.type === 'audio/pcmu') return decodeMulaw(bytes)
  if (format.type === 'audio/pcma') return decodeAlaw(bytes)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Int16Array.from({ length: bytes.length >> 1 }, (_, at) => view.getInt16(at * 2, true))
}

/** Samples at 8 kHz, whatever the format. */
export function telephoneSamples(bytes: Uint8Array, format: AudioFormat): Int16Array {
  const samples = samplesOf(bytes, format)
  return format.type === 'audio/pcm' ? resample(samples, PCM_RATE_HZ, G711_RATE_HZ) : samples
}

/** Mu-law speech in the session's output format. Mu-law stays the very same bytes. */
export function fromMulaw(mulaw: Uint8Array, format: AudioFormat): Uint8Array {
  if (format.type === 'audio/pcmu') return mulaw
  const samples = decodeMulaw(mulaw)
  if (format.type === 'audio/pcma') return encodeAlaw(samples)
  return littleEndian(resample(samples, G711_RATE_HZ, PCM_RATE_HZ))
}

function littleEndian(samples: Int16Array): Uint8Array {
  const view = new DataView(new ArrayBuffer(samples.length * 2))
  for (let at = 0; at < samples.length; at += 1) view.setInt16(at * 2, samples[at] ?? 0, true)
  return new Uint8Array(view.buffer)
}
