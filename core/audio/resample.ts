/**
 * Samples of one rate as samples of another, through a Kaiser-windowed sinc that lets pass what both
 * rates can carry: flat to 0.43 of the lower rate, 70 dB down from 0.55 of it. Rates in Hz, any ratio.
 */
export function resample(samples: Int16Array, fromHz: number, toHz: number): Int16Array {
  if (fromHz === toHz) return samples
  const step = fromHz / toHz
  const kernel = kernelFor(Math.min(1, toHz / fromHz))
  const output = new Int16Array(Math.floor(samples.length / step))
  for (let at = 0; at < output.length; at += 1) {
    output[at] = saturate(convolve(samples, at * step, kernel))
  }
  return output
}

/** Nearest 16-bit sample of a number. */
export function saturate(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value)))
}

type Kernel = { phases: Float32Array[]; reach: number }

const PHASES = 128
const ZERO_CROSSINGS = 20
const KAISER_BETA = 7

/** `bandwidth` is the share of the input's band that passes: below 1 when the rate goes down. */
function kernelFor(bandwidth: number): Kernel {
  const reach = Math.ceil(ZERO_CROSSINGS / bandwidth)
  const cutoff = 0.95 * bandwidth
  const phases = Array.from({ length: PHASES }, (_, phase) => {
    const taps = Float32Array.from({ length: reach * 2 }, (_tap, tap) => {
      const distance = tap - reach + 1 - phase / PHASES
      return sinc(distance * cutoff) * kaiser(distance / reach)
    })
    return scaledToUnity(taps)
  })
  return { phases, reach }
}

function convolve(samples: Int16Array, position: number, kernel: Kernel): number {
  const whole = Math.floor(position)
  const taps = kernel.phases[Math.floor((position - whole) * PHASES)]
  if (!taps) return 0
  const first = whole - kernel.reach + 1
  let sum = 0
  for (let tap = Math.max(0, -first); tap < taps.length; tap += 1) {
    sum += (samples[first + tap] ?? 0) * (taps[tap] ?? 0)
  }
  return sum
}

function scaledToUnity(taps: Float32Array): Float32Array {
  const sum = taps.reduce((total, tap) => total + tap, 0)
  return taps.map((tap) => tap / sum)
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA)
}

/** The modified Bessel function of order zero, by its power series. */
function bessel(x: number): number {
  let term = 1
  let sum = 1
  for (let k = 1; term > sum * 1e-9; k += 1) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}
