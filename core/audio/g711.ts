/** G.711 mu-law as telephony carries it: 8 kHz, one byte a sample (ITU-T G.711). */
export const G711_RATE_HZ = 8_000
export const MULAW_BYTES_PER_MS = 8
/** Positive zero. The byte 0x00 is the loudest negative sample, never silence. */
export const MULAW_SILENCE = 0xff

/**
 * One 16-bit sample to one mu-law byte, exactly as the ITU's Software Tool Library does it:
 * negatives by one's complement. The widespread encoder that negates instead differs on 127 samples.
 */
export function mulawFromSample(sample: number): number {
  const magnitude = Math.min(((sample < 0 ? ~sample : sample) >> 2) + 33, 0x1fff)
  const segment = 32 - Math.clz32(magnitude >> 6) + 1
  const byte = ((8 - segment) << 4) | (0x0f - ((magnitude >> segment) & 0x0f))
  return sample < 0 ? byte : byte | 0x80
}

/** One mu-law byte to one 16-bit sample, -32124 to 32124 (ITU-T G.711 table 2b). */
export function sampleFromMulaw(byte: number): number {
  const flipped = ~byte & 0xff
  const magnitude = ((((flipped & 0x0f) << 3) + 132) << ((flipped >> 4) & 7)) - 132
  return (flipped & 0x80) === 0 ? magnitude : 0 - magnitude
}

/** 16-bit samples to mu-law bytes, one for one. */
export function encodeMulaw(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length)
  for (let at = 0; at < samples.length; at += 1) {
    bytes[at] = MULAW_BY_SAMPLE[(samples[at] ?? 0) + 32_768] ?? MULAW_SILENCE
  }
  return bytes
}

/** Mu-law bytes to 16-bit samples, one for one. */
export function decodeMulaw(bytes: Uint8Array): Int16Array {
  const samples = new Int16Array(bytes.length)
  for (let at = 0; at < bytes.length; at += 1) {
    samples[at] = SAMPLE_BY_MULAW[bytes[at] ?? MULAW_SILENCE] ?? 0
  }
  return samples
}

const MULAW_BY_SAMPLE = Uint8Array.from({ length: 65_536 }, (_, at) => mulawFromSample(at - 32_768))
const SAMPLE_BY_MULAW = Int16Array.from({ length: 256 }, (_, byte) => sampleFromMulaw(byte))
