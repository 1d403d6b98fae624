import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Effect } from './effects.ts'
import type { CallSession } from './session.ts'

/** Lines that changed, on their way to the console and the database; none where no transcript is kept. */
export function showLines(
  session: CallSession,
  changed: readonly TranscriptLine[],
): readonly Effect[] {
  if (!session.keepsTranscript) return []
  return changed.map((line) => ({ to: 'console', do: 'showLine', line }))
}
