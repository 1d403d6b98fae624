import { G711_RATE_HZ } from '#core/audio/g711.ts'

/** Analysis every 20 ms over 32 ms of sound. */
export const HOP_MS = 20
const HOP_SAMPLES = (HOP_MS * G711_RATE_HZ) / 1_000
const WINDOW_SAMPLES = 256
const BANDS = 20
const LOWEST_HZ = 200
const HIGHEST_HZ = 3_600

/**
 * The shape of a sound in time: every 20 ms the logarithmic energy of 20 bands of the mel scale
 * between 200 and 3,600 Hz, in bels. Takes 8 kHz samples.
 */
export function melFrames(samples: Int16Array): Float32Array[] {
  const count = Math.max(0, Math.floor((samples.length - WINDOW_SAMPLES) / HOP_SAMPLES) + 1)
  return Array.from({ length: count }, (_, at) => bandEnergies(samples, at * HOP_SAMPLES))
}

function bandEnergies(samples: Int16Array, start: number): Float32Array {
  const power = powerSpectrum(samples, start)
  return Float32Array.from(FILTERS, (filter) => {
    let energy = 0
    for (const { bin, weight } of filter) energy += (power[bin] ?? 0) * weight
    return Math.log10(energy + 1)
  })
}

/** Power of the bins from 0 Hz to half the rate: a Hann window, then a radix-2 transform in place. */
function powerSpectrum(samples: Int16Array, start: number): Float64Array {
  const real = new Float64Array(WINDOW_SAMPLES)
  const imaginary = new Float64Array(WINDOW_SAMPLES)
  for (let at = 0; at < WINDOW_SAMPLES; at += 1) {
    real[BIT_REVERSED[at] ?? 0] = ((samples[start + at] ?? 0) * (HANN[at] ?? 0)) / WINDOW_SAMPLES
  }
  for (let size = 2; size <= WINDOW_SAMPLES; size *= 2) combine(real, imaginary, size)
  return real.map((value, bin) => value * value + (imaginary[bin] ?? 0) ** 2)
}

/** One stage of the transform: joins neighbouring spectra of `size / 2` into spectra of `size`. */
function combine(real: Float64Array, imaginary: Float64Array, size: number): void {
  const half = size / 2
  for (let base = 0; base < WINDOW_SAMPLES; base += size) {
    for (let at = 0; at < half; at += 1) {
      const turn = TURNS[(at * WINDOW_SAMPLES) / size] ?? { cos: 1, sin: 0 }
      const low = base + at
      const high = low + half
      const [highReal, highImaginary] = [real[high] ?? 0, imaginary[high] ?? 0]
      const turnedReal = highReal * turn.cos + highImaginary * turn.sin
      const turnedImaginary = highImaginary * turn.cos - highReal * turn.sin
      real[high] = (real[low] ?? 0) - turnedReal
      imaginary[high] = (imaginary[low] ?? 0) - turnedImaginary
      real[low] = (real[low] ?? 0) + turnedReal
      imaginary[low] = (imaginary[low] ?? 0) + turnedImaginary
    }
  }
}

const HANN = Float64Array.from(
  { length: WINDOW_SAMPLES },
  (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * at) / WINDOW_SAMPLES),
)

const TURNS = Array.from({ length: WINDOW_SAMPLES / 2 }, (_, at) => ({
  cos: Math.cos((2 * Math.PI * at) / WINDOW_SAMPLES),
  sin: Math.sin((2 * Math.PI * at) / WINDOW_SAMPLES),
}))

const BIT_REVERSED = Array.from({ length: WINDOW_SAMPLES }, (_, at) =>
  Number.parseInt(at.toString(2).padStart(8, '0').split('').toReversed().join(''), 2),
)

type Tap = { bin: number; weight: number }

/** Triangles that overlap by half, evenly spaced in mel. */
const FILTERS: Tap[][] = Array.from({ length: BANDS }, (_, band) => {
  const [low, middle, high] = [0, 1, 2].map((edge) => edgeHz(band + edge)) as [
    number,
    number,
    number,
  ]
  const taps = Array.from({ length: WINDOW_SAMPLES / 2 }, (_bin, bin) => {
    const hz = (bin * G711_RATE_HZ) / WINDOW_SAMPLES
    const weight = Math.min((hz - low) / (middle - low), (high - hz) / (high - middle))
    return { bin, weight: Math.max(0, weight) }
  })
  return taps.filter(({ weight }) => weight > 0)
})

function edgeHz(edge: number): number {
  const at = melOf(LOWEST_HZ) + ((melOf(HIGHEST_HZ) - melOf(LOWEST_HZ)) * edge) / (BANDS + 1)
  return 700 * (10 ** (at / 2595) - 1)
}

function melOf(hz: number): number {
  return 2595 * Math.log10(1 + hz / 700)
}
