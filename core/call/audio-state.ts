import { mulawBytesPerMs } from '../audio/base64-bytes.ts'

/**
 * The caller's audio on its way to the model: its clocks and counts. A new one
 * is made for every frame, so it is small and flat.
 */
export type CallerAudio = {
  /** Media clock: ms from the start of the call's first stream up to the end of the newest frame. */
  mediaMs: number
  /** Audio that the model session in use was given, ms: its own clock. */
  givenMs: number
  /** What to add to the model's clock to get the media clock; null before its first audio. */
  modelOffsetMs: number | null
  /** `nowMs` of the newest frame. */
  frameAtMs: number
  /** Caller audio since the last commit, in bytes; matters only without turn detection. */
  uncommittedBytes: number
  /** Not given to the model, because it was not ready or did not keep up. */
  droppedBytes: number
  /** Of these, those of the congestion that is still on. */
  congestedBytes: number
  /** Messages of the stream that never came. */
  missedFrames: number
  /** Silence made up for frames that never came, ms. */
  paddedMs: number
  /** Of the newest of it, what another session would need to hear again, should this one be lost. */
  recentBytes: number
}

export function newCallerAudio(mediaMs: number): CallerAudio {
  return {
    mediaMs,
    givenMs: 0,
    modelOffsetMs: null,
    frameAtMs: 0,
    uncommittedBytes: 0,
    droppedBytes: 0,
    congestedBytes: 0,
    missedFrames: 0,
    paddedMs: 0,
    recentBytes: 0,
  }
}

/** What was held goes to a model session that is ready for it: from here its clock counts. */
export function giveHeld(audio: CallerAudio, heldBytes: number): CallerAudio {
  const givenMs = heldBytes / mulawBytesPerMs
  return {
    ...audio,
    givenMs,
    modelOffsetMs: heldBytes === 0 ? null : audio.mediaMs - givenMs,
    uncommittedBytes: heldBytes,
    congestedBytes: 0,
    recentBytes: heldBytes,
  }
}

/** The model counts the audio it was given; the stream may have begun earlier. */
export function toMediaMs(audio: CallerAudio, modelMs: number): number {
  return Math.max(0, Math.round(modelMs + (audio.modelOffsetMs ?? 0)))
}
