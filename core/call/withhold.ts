import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Effect } from './effects.ts'
import { hasPaused, isWithheld, type Pauses } from './pauses.ts'
import type { CallSession, Step } from './session.ts'
import { orderedLines } from './transcript.ts'

/**
 * The last word on every step: of a line that was said in a pause only leaves
 * that it was. Here, and not where lines are made, so that no way out is missed.
 */
export function withhold(next: Step): Step {
  const { pauses } = next.session
  if (!hasPaused(pauses)) return next
  const untimed: string[] = []
  const effects = next.effects.map((effect): Effect => {
    if (effect.to !== 'console' || effect.do !== 'showLine') return effect
    const { line } = effect
    if (!isWithheld(pauses, line)) return effect
    if (line.startMs === null && !pauses.untimed.includes(line.itemId)) untimed.push(line.itemId)
    return { ...effect, line: withoutWords(line) }
  })
  if (untimed.length === 0) return { session: next.session, effects }
  const known = { ...pauses, untimed: [...pauses.untimed, ...untimed] }
  return { session: { ...next.session, pauses: known }, effects }
}

/** The lines in order, as anybody but the model may know them. */
export function keptLines(session: CallSession): TranscriptLine[] {
  if (!session.keepsTranscript) return []
  return orderedLines(session.transcript).map((line) => keptLine(session.pauses, line))
}

function keptLine(pauses: Pauses, line: TranscriptLine): TranscriptLine {
  return isWithheld(pauses, line) ? withoutWords(line) : line
}

function withoutWords(line: TranscriptLine): TranscriptLine {
  return { ...line, text: '', heardChars: null, withheld: true }
}
