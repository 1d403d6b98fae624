import type { PausedBy } from '#contracts/call.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'

/** The stretches of a call of which nothing is kept. All `...Ms` are of the media clock. */
export type Pauses = {
  /** The pause that is on, and who may end it; null: what is said is kept. */
  on: { by: PausedBy; fromMs: number } | null
  /** Those that are over, oldest first. */
  over: readonly { fromMs: number; toMs: number }[]
  /** An earlier stream of the call was paused. */
  earlier: boolean
  /** The agent's lines that were written in a pause, before anybody knew when they would be heard. */
  untimed: readonly string[]
}

/** Of a stream that begins at `fromMs`: `by` has paused the call on an earlier one; null: nobody has. */
export function newPauses(stream: {
  by: PausedBy | null
  wasPaused: boolean
  fromMs: number
}): Pauses {
  const { by, wasPaused, fromMs } = stream
  return {
    on: by === null ? null : { by, fromMs },
    over: [],
    earlier: wasPaused || by !== null,
    untimed: [],
  }
}

/** Whether there was ever a pause: from the first one on, late words may belong to it. */
export function hasPaused({ on, over, earlier }: Pauses): boolean {
  return on !== null || over.length > 0 || earlier
}

/**
 * Whether any of a line was said in a pause. One that is not over yet reaches
 * into every pause that is still to come; a caller's line whose time nobody
 * knows may have been said in any that there was.
 */
export function isWithheld(
  pauses: Pauses,
  line: Pick<TranscriptLine, 'itemId' | 'role' | 'startMs' | 'endMs'>,
): boolean {
  const { on, over, untimed } = pauses
  const { startMs } = line
  if (startMs === null) {
    return line.role === 'caller' ? hasPaused(pauses) : on !== null || untimed.includes(line.itemId)
  }
  const endMs = line.endMs ?? Infinity
  if (on !== null && endMs > on.fromMs) return true
  return over.some((pause) => startMs < pause.toMs && endMs > pause.fromMs)
}
