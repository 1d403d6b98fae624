import { describe, expect, it } from 'vitest'
import { resample } from './resample.ts'

const tone = (hz: number, rateHz: number, seconds = 0.25) =>
  Int16Array.from({ length: rateHz * seconds }, (_, at) =>
    Math.round(10_000 * Math.sin((2 * Math.PI * hz * at) / rateHz)),
  )

/** Root mean square of the middle, away from the filter's edges; in decibels against the 10,000 tone. */
function levelDb(samples: Int16Array): number {
  const middle = samples.slice(samples.length / 4, (samples.length * 3) / 4)
  const power = middle.reduce((sum, sample) => sum + sample * sample, 0) / middle.length
  return 10 * Math.log10((power + 1e-9) / (10_000 ** 2 / 2))
}

describe('resample', () => {
  it.each([200, 1_000, 3_000, 3_400])(
    'keeps a tone of %i Hz at its level from 16 to 8 kHz',
    (hz) => {
      expect(Math.abs(levelDb(resample(tone(hz, 16_000), 16_000, 8_000)))).toBeLessThan(0.5)
    },
  )

  it.each([4_500, 6_000, 7_500])('does not fold a tone of %i Hz back into the band', (hz) => {
    expect(levelDb(resample(tone(hz, 16_000), 16_000, 8_000))).toBeLessThan(-55)
  })

  it('keeps level and length in proportion from 8 to 24 kHz', () => {
    const up = resample(tone(1_000, 8_000), 8_000, 24_000)
    expect(up.length).toBe(6_000)
    expect(Math.abs(levelDb(up))).toBeLessThan(0.1)
  })

  it('returns the very same samples when the rate stays', () => {
    const samples = tone(440, 8_000)
    expect(resample(samples, 8_000, 8_000)).toBe(samples)
  })
})
