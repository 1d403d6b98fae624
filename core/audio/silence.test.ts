import { expect, test } from 'vitest'
import { base64Bytes } from './base64-bytes.ts'
import { decodeMulaw } from './g711.ts'
import { holdTone } from './hold-tone.ts'
import { mulawSilence } from './silence.ts'

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))

test.each([0, 1, 20, 1_000, 10_000])(
  '%d ms of silence are silent, and as long but for two bytes',
  (ms) => {
    const bytes = bytesOf(mulawSilence(ms))
    expect(bytes.length).toBeLessThanOrEqual(ms * 8)
    expect(bytes.length).toBeGreaterThanOrEqual(ms * 8 - 2)
    expect(decodeMulaw(bytes).every((sample) => sample === 0)).toBe(true)
  },
)

test.each(['', 'AAAA', 'AAA=', 'AA==', '//8A/w=='])(
  'the bytes of %j are counted as they are',
  (base64) => {
    expect(base64Bytes(base64)).toBe(Buffer.from(base64, 'base64').length)
  },
)

test('the tone of a wait is soft, begins and ends in silence, and lasts a quarter of a second', () => {
  const samples = decodeMulaw(bytesOf(holdTone))
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  expect(samples.length).toBe(260 * 8)
  expect(peak).toBeGreaterThan(1_500)
  expect(peak).toBeLessThan(2_200)
  for (const edge of [samples.slice(0, 20), samples.slice(-20)]) {
    expect(edge.every((sample) => Math.abs(sample) < 100)).toBe(true)
  }
})
