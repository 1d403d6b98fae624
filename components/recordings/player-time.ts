import type { TranscriptLine } from '#contracts/transcript.ts'

/**
 * What a key does to a player: where to seek (in seconds, within the recording),
 * or `toggle` for play and pause. Arrows move 5 s, with Shift 15 s. Null: not a key of ours.
 */
export function playerKey(
  key: { key: string; shiftKey: boolean },
  at: { seconds: number; lengthSeconds: number },
): number | 'toggle' | null {
  const step = key.shiftKey ? 15 : 5
  switch (key.key) {
    case ' ':
      return 'toggle'
    case 'ArrowLeft':
      return within(at.seconds - step, at.lengthSeconds)
    case 'ArrowRight':
      return within(at.seconds + step, at.lengthSeconds)
    case 'Home':
      return 0
    case 'End':
      return at.lengthSeconds
    default:
      return null
  }
}

/**
 * Where in the recording a transcript line begins, in seconds; null when the line has no time.
 * `offsetMs`: how long after the media stream the recording began.
 */
export function lineSeconds(line: TranscriptLine, offsetMs: number): number | null {
  return line.startMs === null ? null : Math.max(0, line.startMs - offsetMs) / 1_000
}

/**
 * The line being spoken at `seconds` of the recording: of the lines that have begun, the one that
 * began last. Null before the first.
 */
export function lineAt(
  lines: readonly TranscriptLine[],
  seconds: number,
  offsetMs: number,
): TranscriptLine | null {
  let current: { line: TranscriptLine; begins: number } | null = null
  for (const line of lines) {
    const begins = lineSeconds(line, offsetMs)
    if (begins === null || begins > seconds + SLACK_SECONDS) continue
    if (current === null || begins >= current.begins) current = { line, begins }
  }
  return current?.line ?? null
}

/**
 * How long after the media stream the recording began, in ms; negative when it
 * began earlier, as it mostly does. The carrier tells a recording's start in
 * whole seconds, cut off (Twilio's docs, "RecordingStartTime"), so half of one
 * is added to such a time. Zero when the stream's start is unknown.
 */
export function recordingOffsetMs(
  recordingStartedAt: string,
  streamStartedAt: string | null,
): number {
  if (streamStartedAt === null) return 0
  const toldMs = Date.parse(recordingStartedAt)
  const beganMs = toldMs % 1_000 === 0 ? toldMs + 500 : toldMs
  return beganMs - Date.parse(streamStartedAt)
}

/** Players land a few milliseconds before the point they were sent to. */
const SLACK_SECONDS = 0.05

function within(seconds: number, lengthSeconds: number): number {
  return Math.min(Math.max(seconds, 0), lengthSeconds)
}
