import { saturate } from '#core/audio/resample.ts'

/** -20 dBFS over the spoken windows: what a telephone network calls a good level. */
export const SPEECH_RMS = 3_300
const PEAK_MAX = 30_000

/** Speech at telephone level: its spoken windows at `SPEECH_RMS`, no peak above full scale. */
export function atTelephoneLevel(samples: Int16Array, windowSamples: number): Int16Array {
  const gain = Math.min(SPEECH_RMS / spokenRms(samples, windowSamples), PEAK_MAX / peakOf(samples))
  return samples.map((sample) => saturate(sample * gain))
}

/** Root mean square of the windows that hold speech: those within 30 dB of the loudest. At least 1. */
export function spokenRms(samples: Int16Array, windowSamples: number): number {
  const powers = windowPowers(samples, windowSamples)
  const spoken = powers.filter((power) => power * 1_000 > Math.max(...powers))
  return Math.max(1, Math.sqrt(mean(spoken)))
}

/** Cuts silence off both ends, leaving `marginSamples` so that no consonant is lost. */
export function withoutSilentEnds(samples: Int16Array, marginSamples: number): Int16Array {
  const floor = peakOf(samples) / 50
  const first = samples.findIndex((sample) => Math.abs(sample) > floor)
  const last = samples.findLastIndex((sample) => Math.abs(sample) > floor)
  return samples.slice(Math.max(0, first - marginSamples), last + 1 + marginSamples)
}

function windowPowers(samples: Int16Array, windowSamples: number): number[] {
  return Array.from({ length: Math.ceil(samples.length / windowSamples) }, (_, window) => {
    const part = samples.subarray(window * windowSamples, (window + 1) * windowSamples)
    return part.reduce((sum, sample) => sum + sample * sample, 0) / part.length
  })
}

function peakOf(samples: Int16Array): number {
  return samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 1)
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
