import type { Peaks } from '#contracts/recording.ts'
import { MULAW_SILENCE, sampleFromMulaw } from './g711.ts'
import type { Wav } from './wav.ts'

/** What is to be drawn: `dataBytes` of samples, channels interleaved as a WAV stores them. */
export type SoundShape = Pick<Wav, 'encoding' | 'channels' | 'rateHz'> & { dataBytes: number }

/** Draws a sound while its bytes pass, in pieces cut anywhere. */
export type PeaksMaker = {
  add(piece: Uint8Array): void
  finish(): Peaks
}

/** Lanes have no more buckets than that, and no bucket is shorter than 10 ms. */
export const PEAK_BUCKETS_MAX = 4_000
const BUCKET_MS_MIN = 10

/** The loudest that mu-law can say, so that a line at its limit is 255 in either encoding. */
const LOUDEST = 32_124

/**
 * Begins to draw. The left channel is the caller, the right one the agent; with
 * one channel it is all drawn as the caller, beside a silent agent. What is
 * missing at the end is drawn as silence; what is too much is left out.
 */
export function makePeaks({ encoding, channels, rateHz, dataBytes }: SoundShape): PeaksMaker {
  const sampleBytes = encoding === 'pcm16' ? 2 : 1
  const frameBytes = sampleBytes * channels
  const frames = Math.floor(dataBytes / frameBytes)
  const framesPerBucket = Math.max(
    Math.ceil(frames / PEAK_BUCKETS_MAX),
    Math.ceil((rateHz * BUCKET_MS_MIN) / 1_000),
  )
  const buckets = Math.ceil(frames / framesPerBucket)
  const lanes = [new Uint16Array(buckets), new Uint16Array(buckets)] as const
  const loudest = encoding === 'pcm16' ? loudestPcm16 : loudestMulaw
  let frame = 0
  let rest = new Uint8Array(0)

  /** Takes whole frames only, a bucket at a time. */
  function draw(bytes: Uint8Array): void {
    const end = Math.min(frame + Math.floor(bytes.length / frameBytes), frames)
    for (let at = 0; frame < end;) {
      const bucket = Math.floor(frame / framesPerBucket)
      const next = Math.min((bucket + 1) * framesPerBucket, end)
      const to = at + (next - frame) * frameBytes
      for (let side = 0; side < Math.min(channels, 2); side += 1) {
        const lane = lanes[side as 0 | 1]
        const level = loudest(bytes, at + side * sampleBytes, to, frameBytes)
        lane[bucket] = Math.max(lane[bucket] ?? 0, level)
      }
      frame = next
      at = to
    }
  }

  return {
    add(piece) {
      const bytes = rest.length === 0 ? piece : joined(rest, piece)
      draw(bytes)
      rest = bytes.slice(bytes.length - (bytes.length % frameBytes))
    },
    finish: () => ({
      bucketMs: (framesPerBucket * 1_000) / rateHz,
      caller: Array.from(lanes[0], toByte),
      agent: Array.from(lanes[1], toByte),
    }),
  }
}

function toByte(level: number): number {
  return Math.min(255, Math.round((level * 255) / LOUDEST))
}

/** The loudest of the samples at `from`, `from + step` ... before `to`. */
function loudestPcm16(bytes: Uint8Array, from: number, to: number, step: number): number {
  let highest = 0
  for (let at = from; at < to; at += step) {
    const unsigned = (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8)
    const level = unsigned < 0x8000 ? unsigned : 0x1_0000 - unsigned
    if (level > highest) highest = level
  }
  return highest
}

const mulawLevels = Uint16Array.from({ length: 256 }, (_, byte) => Math.abs(sampleFromMulaw(byte)))

function loudestMulaw(bytes: Uint8Array, from: number, to: number, step: number): number {
  let highest = 0
  for (let at = from; at < to; at += step) {
    const level = mulawLevels[bytes[at] ?? MULAW_SILENCE] ?? 0
    if (level > highest) highest = level
  }
  return highest
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}
