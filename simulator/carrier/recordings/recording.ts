import type { RecordingTrack, Subscription } from '../twiml/program.ts'

export type RecordingStatus =
  | 'in-progress'
  | 'paused'
  | 'stopped'
  | 'processing'
  | 'completed'
  | 'absent'

/** How a recording came about, as the callback and REST name it. */
export type RecordingSource = 'OutboundAPI' | 'StartCallRecordingAPI'

export type RecordingRequest = {
  channels: 1 | 2
  track: RecordingTrack
  /** Whether silence at both ends is left out (`trim-silence`). */
  trims: boolean
  source: RecordingSource
  callback: Subscription | null
}

/** One recording of a call. */
export type Recording = RecordingRequest & {
  readonly sid: string
  readonly callSid: string
  readonly path: string
  readonly startedAtMs: number
  status: RecordingStatus
  updatedAtMs: number
  /** Null while it runs. */
  durationMs: number | null
  /** From when on the media can be fetched: a moment after the callback, as with the vendor. */
  availableAtMs: number | null
}
