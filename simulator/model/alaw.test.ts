import { expect, it } from 'vitest'
import { alawFromSample, decodeAlaw, encodeAlaw, sampleFromAlaw } from './alaw.ts'

it.each([
  [0, 0xd5],
  [-1, 0x55],
  [32_767, 0xaa],
  [-32_768, 0x2a],
  [1_000, 0xfa],
])('A-law of sample %i is byte %i', (sample, byte) => {
  expect(alawFromSample(sample)).toBe(byte)
})

it('gives every A-law byte back after decoding and encoding', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  expect(encodeAlaw(decodeAlaw(all))).toEqual(all)
})

it('stays within half a step of every sample', () => {
  const samples = Array.from({ length: 65_536 }, (_, at) => at - 32_768)
  const farOff = samples.filter((sample) => {
    const error = Math.abs(sampleFromAlaw(alawFromSample(sample)) - sample)
    return error > Math.max(16, Math.abs(sample) / 16)
  })
  expect(farOff).toEqual([])
})
