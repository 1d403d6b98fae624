import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  decodeMulaw,
  encodeMulaw,
  mulawFromSample,
  MULAW_SILENCE,
  sampleFromMulaw,
} from './g711.ts'

const ramp = Int16Array.from({ length: 65_536 }, (_, at) => at - 32_768)

/** The ITU's test files hold every value right-justified in a little-endian 16-bit word. */
function crcOfWords(words: Int16Array | Uint16Array): string {
  const bytes = new DataView(new ArrayBuffer(words.length * 2))
  words.forEach((word, at) => bytes.setInt16(at * 2, word, true))
  return crc32(new Uint8Array(bytes.buffer)).toString(16).toUpperCase()
}

describe('mu-law', () => {
  it('encodes the whole 16-bit ramp as the ITU reference does (sweep-r.u)', () => {
    expect(crcOfWords(ramp)).toBe('C8BA7682')
    expect(crcOfWords(Uint16Array.from(encodeMulaw(ramp)))).toBe('CD170E15')
  })

  it('decodes the encoded ramp as the ITU reference does (sweep-r.reu)', () => {
    expect(crcOfWords(decodeMulaw(encodeMulaw(ramp)))).toBe('63641C01')
  })

  it.each([
    [0, 0xff],
    [-1, 0x7f],
    [-4, 0x7f],
    [-8, 0x7e],
    [4, 0xfe],
    [32_767, 0x80],
    [-32_768, 0x00],
    [1_000, 0xce],
    [-1_000, 0x4e],
    [-31_612, 0x01],
  ])('encodes sample %i as byte %i', (sample, byte) => {
    expect(mulawFromSample(sample)).toBe(byte)
    expect(encodeMulaw(Int16Array.of(sample))).toEqual(Uint8Array.of(byte))
  })

  it.each([
    [0xce, 988],
    [0x00, -32_124],
    [0x80, 32_124],
    [0xff, 0],
  ])('decodes byte %i as sample %i', (byte, sample) => {
    expect(sampleFromMulaw(byte)).toBe(sample)
  })

  it('decodes both zeros to silence', () => {
    expect(decodeMulaw(Uint8Array.of(MULAW_SILENCE, 0x7f))).toEqual(Int16Array.of(0, 0))
  })

  it('gives every byte but negative zero back after decoding and encoding', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    const back = encodeMulaw(decodeMulaw(all))
    const changed = [...all].filter((byte) => back[byte] !== byte)
    expect(changed).toEqual([0x7f])
  })
})
