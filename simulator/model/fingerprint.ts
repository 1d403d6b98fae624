import { HOP_MS, melFrames } from './mel-bands.ts'

/** What an utterance sounds like, freed from silence around it and from its loudness. */
export type Fingerprint = { frames: Float32Array[] }

/** Frames quieter than the loudest by this many bels count as silence at the ends. */
const SILENCE_BELOW_PEAK_BELS = 3.5
/** Differences deep in the noise floor are not heard: energies are held to this range under the peak. */
const RANGE_BELS = 4

/** The fingerprint of 8 kHz samples. */
export function fingerprintOf(samples: Int16Array): Fingerprint {
  const frames = melFrames(samples)
  const peaks = frames.map((frame) => frame.reduce((max, band) => Math.max(max, band), 0))
  const peak = peaks.reduce((max, value) => Math.max(max, value), 0)
  const isLoud = (value: number) => value > peak - SILENCE_BELOW_PEAK_BELS && peak > 1
  const first = peaks.findIndex(isLoud)
  if (first === -1) return { frames: [] }
  const spoken = frames.slice(first, peaks.findLastIndex(isLoud) + 1)
  return { frames: spoken.map((frame) => frame.map((band) => Math.max(band - peak, -RANGE_BELS))) }
}

/** How long the spoken part lasts. */
export function durationMs(fingerprint: Fingerprint): number {
  return fingerprint.frames.length * HOP_MS
}

/** A start or end may be cut off or padded by this much, and time may drift by as much in between. */
const SLACK_FRAMES = 300 / HOP_MS

/**
 * How far an utterance is from a known line, in bels per band and frame: 0 for the same sound, above 0.5
 * for other words of the same voice. Time is warped within 300 ms (dynamic time warping). The utterance
 * may go on after the line's end, as when a tone follows. Infinity when it is too short to hold the line,
 * or as soon as the distance is sure to exceed `distanceMax`.
 */
export function distanceBetween(
  utterance: Fingerprint,
  line: Fingerprint,
  distanceMax = Infinity,
): number {
  const heard = utterance.frames
  const known = line.frames
  if (known.length === 0 || heard.length < known.length - SLACK_FRAMES) return Infinity
  let previous = new Float64Array(heard.length + 1).fill(Infinity)
  for (let column = 0; column <= Math.min(SLACK_FRAMES, heard.length); column += 1) {
    previous[column] = 0
  }
  let least = 0
  for (const [row, frame] of known.entries()) {
    previous = nextRow(previous, frame, row, heard)
    least = previous.reduce((low, cost) => Math.min(low, cost), Infinity)
    if (least > distanceMax * known.length) return Infinity
  }
  return least / known.length
}

function nextRow(
  previous: Float64Array<ArrayBuffer>,
  frame: Float32Array,
  row: number,
  heard: Float32Array[],
): Float64Array<ArrayBuffer> {
  const current = new Float64Array(previous.length).fill(Infinity)
  const last = Math.min(heard.length - 1, row + SLACK_FRAMES)
  for (let column = Math.max(0, row - SLACK_FRAMES); column <= last; column += 1) {
    const best = Math.min(
      previous[column] ?? Infinity,
      previous[column + 1] ?? Infinity,
      current[column] ?? Infinity,
    )
    current[column + 1] = best + frameDistance(frame, heard[column])
  }
  return current
}

function frameDistance(one: Float32Array, other: Float32Array | undefined): number {
  if (!other) return Infinity
  let sum = 0
  for (let band = 0; band < one.length; band += 1) {
    sum += Math.abs((one[band] ?? 0) - (other[band] ?? 0))
  }
  return sum / one.length
}
