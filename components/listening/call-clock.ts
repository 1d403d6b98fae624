import type { Recording } from '#contracts/recording.ts'

/**
 * How long after the call's media stream a recording began, in ms; negative when
 * it began earlier, as the carrier's mostly does. What counts on the call's
 * clock (lines, events) finds its place in the sound by it.
 *
 * The relay knows it to the sample. The carrier tells a recording's start in
 * whole seconds, cut off (Twilio's docs, "RecordingStartTime"), so half of one
 * is added to such a time. Zero where the stream's start is unknown.
 */
export function recordingOffsetMs(
  recording: Pick<Recording, 'startMs' | 'startedAt'>,
  streamStartedAt: string | null,
): number {
  if (recording.startMs !== null) return recording.startMs
  if (streamStartedAt === null) return 0
  const toldMs = Date.parse(recording.startedAt)
  const beganMs = toldMs % 1_000 === 0 ? toldMs + 500 : toldMs
  return beganMs - Date.parse(streamStartedAt)
}

/** A place on the call's clock, in seconds of the recording; never before its beginning. */
export function toSeconds(callMs: number, offsetMs: number): number {
  return Math.max(0, callMs - offsetMs) / 1_000
}

/** A place in the recording, in ms on the call's clock. */
export function toCallMs(seconds: number, offsetMs: number): number {
  return seconds * 1_000 + offsetMs
}
