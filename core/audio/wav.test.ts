import { describe, expect, it } from 'vitest'
import { interleave, mulawWav, parseWav, pcm16Samples, pcm16Wav } from './wav.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe('mulawWav', () => {
  it('writes a 58-byte header with a fact chunk that counts samples per channel', () => {
    const file = mulawWav(Uint8Array.of(1, 2, 3, 4), 2)
    expect(file.length).toBe(62)
    expect(hex(file)).toBe(
      `${hex(Buffer.from('RIFF'))}36000000${hex(Buffer.from('WAVEfmt '))}12000000` +
        `07000200401f0000803e0000020008000000${hex(Buffer.from('fact'))}0400000002000000` +
        `${hex(Buffer.from('data'))}0400000001020304`,
    )
  })

  it('pads an odd length to even without counting the pad in the data size', () => {
    const file = mulawWav(Uint8Array.of(9, 8, 7), 1)
    expect(file.length).toBe(62)
    const parsed = parseWav(file)
    expect(parsed.ok && [...parsed.wav.data]).toEqual([9, 8, 7])
  })
})

describe('parseWav', () => {
  it('reads back what mulawWav wrote', () => {
    const parsed = parseWav(mulawWav(Uint8Array.of(1, 2, 3, 4), 2))
    expect(parsed).toEqual({
      ok: true,
      wav: { encoding: 'mulaw', channels: 2, rateHz: 8_000, data: Uint8Array.of(1, 2, 3, 4) },
    })
  })

  it('reads back what pcm16Wav wrote, at any offset in its buffer', () => {
    const file = pcm16Wav(Int16Array.of(0, -1, 32_767, -32_768), 24_000, 1)
    const shifted = new Uint8Array(file.length + 3)
    shifted.set(file, 3)
    const parsed = parseWav(shifted.subarray(3))
    expect(parsed.ok && parsed.wav.rateHz).toBe(24_000)
    expect(parsed.ok && [...pcm16Samples(parsed.wav.data)]).toEqual([0, -1, 32_767, -32_768])
  })

  it('skips chunks it does not know and reads a file still being written to its end', () => {
    const plain = pcm16Wav(Int16Array.of(5, 6), 8_000, 1)
    const list = Uint8Array.of(0x4c, 0x49, 0x53, 0x54, 3, 0, 0, 0, 1, 2, 3, 0)
    const file = new Uint8Array([...plain.subarray(0, 36), ...list, ...plain.subarray(36)])
    new DataView(file.buffer).setUint32(36 + list.length + 4, 0xffffffff, true)
    const parsed = parseWav(file)
    expect(parsed.ok && [...pcm16Samples(parsed.wav.data)]).toEqual([5, 6])
  })

  it.each([
    ['an empty file', new Uint8Array()],
    ['text', new TextEncoder().encode('this is not a sound file')],
    ['a header without data', mulawWav(new Uint8Array(), 1).subarray(0, 50)],
    ['8-bit PCM', eightBitPcm()],
  ])('says what is wrong with %s', (_, file) => {
    const parsed = parseWav(file)
    expect(parsed.ok).toBe(false)
    expect(!parsed.ok && parsed.problem.length).toBeGreaterThan(20)
  })
})

describe('interleave', () => {
  it('alternates left and right and ends the shorter channel in silence', () => {
    expect([...interleave(Uint8Array.of(1, 2, 3), Uint8Array.of(9), 0xff)]).toEqual([
      1, 9, 2, 0xff, 3, 0xff,
    ])
  })
})

function eightBitPcm(): Uint8Array {
  const file = pcm16Wav(Int16Array.of(1, 2), 8_000, 1)
  new DataView(file.buffer).setUint16(34, 8, true)
  return file
}
