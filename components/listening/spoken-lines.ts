import type { TranscriptLine } from '#contracts/transcript.ts'

/**
 * The line being spoken at a place on the call's clock: of the lines that have
 * begun, the one that began last. Null before the first.
 */
export function lineAt(lines: readonly TranscriptLine[], callMs: number): TranscriptLine | null {
  let current: { line: TranscriptLine; startMs: number } | null = null
  for (const line of lines) {
    const { startMs } = line
    if (startMs === null || startMs > callMs + SLACK_MS) continue
    if (current === null || startMs >= current.startMs) current = { line, startMs }
  }
  return current?.line ?? null
}

/**
 * Where the turn before or after a place begins, in ms on the call's clock. Well
 * into a turn, the one before is its own beginning. Null: there is none.
 */
export function turnStart(
  lines: readonly TranscriptLine[],
  callMs: number,
  step: -1 | 1,
): number | null {
  const starts = turnStarts(lines)
  return step === 1
    ? (starts.find((startMs) => startMs > callMs + SLACK_MS) ?? null)
    : (starts.findLast((startMs) => startMs < callMs - INTO_TURN_MS) ?? null)
}

/** A turn begins with the first line of a party that has the floor after the other one. */
function turnStarts(lines: readonly TranscriptLine[]): number[] {
  const timed = lines
    .flatMap(({ role, startMs }) => (startMs === null ? [] : [{ role, startMs }]))
    .toSorted((a, b) => a.startMs - b.startMs)
  return timed.filter((line, at) => line.role !== timed[at - 1]?.role).map(({ startMs }) => startMs)
}

/** Players land a few milliseconds before the point they were sent to. */
const SLACK_MS = 50

/** From here on in a turn, going back leads to its own beginning. */
const INTO_TURN_MS = 1_500
