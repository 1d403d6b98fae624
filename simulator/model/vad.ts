import { bytesPerMs, samplesOf, type AudioFormat } from './audio-format.ts'
import type { TurnDetection } from './session-config.ts'

/** The detector looks at 20 ms of audio at a time. */
export const WINDOW_MS = 20
/** Shorter bursts are clicks, not speech. */
const ONSET_MS = 60

/** What the detector knows: loudness so far without enough of it, or speech and the silence since. */
export type VadState = { phase: 'quiet'; loudMs: number } | { phase: 'speaking'; quietMs: number }

export type VadEvent =
  | { type: 'started'; audioStartMs: number }
  | { type: 'stopped'; audioEndMs: number }

export type VadSettings = { threshold: number; prefixPaddingMs: number; silenceMs: number }

export const VAD_START: VadState = { phase: 'quiet', loudMs: 0 }

/**
 * One window of audio, ending at `endMs` of the audio received. Speech starts where three loud windows
 * in a row began, less the prefix padding; it stops when the silence has lasted long enough, and its
 * end counts that silence, as the service's does.
 */
export function stepVad(
  state: VadState,
  levelDb: number,
  endMs: number,
  settings: VadSettings,
): { state: VadState; event?: VadEvent } {
  const isLoud = levelDb > loudnessDb(settings.threshold)
  if (state.phase === 'quiet') return stepQuiet(state.loudMs, isLoud, endMs, settings)
  const quietMs = isLoud ? 0 : state.quietMs + WINDOW_MS
  if (quietMs < settings.silenceMs || quietMs === 0)
    return { state: { phase: 'speaking', quietMs } }
  return { state: VAD_START, event: { type: 'stopped', audioEndMs: endMs } }
}

function stepQuiet(
  loudBeforeMs: number,
  isLoud: boolean,
  endMs: number,
  settings: VadSettings,
): { state: VadState; event?: VadEvent } {
  const loudMs = isLoud ? loudBeforeMs + WINDOW_MS : 0
  if (loudMs < ONSET_MS) return { state: { phase: 'quiet', loudMs } }
  const audioStartMs = Math.max(0, endMs - loudMs - settings.prefixPaddingMs)
  return { state: { phase: 'speaking', quietMs: 0 }, event: { type: 'started', audioStartMs } }
}

/** The detector's numbers; null when the client ends turns itself. */
export function vadSettings(detection: TurnDetection | null): VadSettings | null {
  if (!detection) return null
  if (detection.type === 'semantic_vad') {
    return {
      threshold: 0.5,
      prefixPaddingMs: 300,
      silenceMs: SEMANTIC_WAIT_MS[detection.eagerness],
    }
  }
  return {
    threshold: detection.threshold,
    prefixPaddingMs: detection.prefix_padding_ms,
    silenceMs: detection.silence_duration_ms,
  }
}

/**
 * The service waits up to 8, 4 or 2 seconds when a sentence sounds unfinished. This detector cannot
 * hear that, and every sentence of the simulator is finished: it waits as the service does after those.
 */
const SEMANTIC_WAIT_MS = { low: 1_200, auto: 700, medium: 700, high: 400 }

/** Threshold 0.5 takes everything above -40 dBFS for speech; 0 and 1 lie 20 dB below and above. */
function loudnessDb(threshold: number): number {
  return -60 + 40 * threshold
}

/** Level of one window in dB below full scale; -Infinity for digital silence. */
export function levelOf(window: Uint8Array, format: AudioFormat): number {
  const samples = samplesOf(window, format)
  let power = 0
  for (const sample of samples) power += sample * sample
  return 10 * Math.log10(power / Math.max(1, samples.length) / 32_768 ** 2)
}

/** Bytes of one window. */
export function windowBytes(format: AudioFormat): number {
  return WINDOW_MS * bytesPerMs(format)
}
