/** One 16-bit sample to one A-law byte, as the ITU's Software Tool Library does it (ITU-T G.711). */
export function alawFromSample(sample: number): number {
  let magnitude = (sample < 0 ? ~sample : sample) >> 4
  if (magnitude > 15) {
    let segment = 1
    for (; magnitude > 31; magnitude >>= 1) segment += 1
    magnitude = magnitude - 16 + (segment << 4)
  }
  return (sample < 0 ? magnitude : magnitude | 0x80) ^ 0x55
}

/** One A-law byte to one 16-bit sample. */
export function sampleFromAlaw(byte: number): number {
  const code = byte ^ 0x55
  const segment = (code >> 4) & 7
  const step = (code & 0x0f) + (segment > 0 ? 16 : 0)
  const magnitude = ((step << 4) + 8) << Math.max(0, segment - 1)
  return (code & 0x80) === 0 ? -magnitude : magnitude
}

/** 16-bit samples to A-law bytes, one for one. */
export function encodeAlaw(samples: Int16Array): Uint8Array {
  return Uint8Array.from(samples, alawFromSample)
}

/** A-law bytes to 16-bit samples, one for one. */
export function decodeAlaw(bytes: Uint8Array): Int16Array {
  return Int16Array.from(bytes, sampleFromAlaw)
}
