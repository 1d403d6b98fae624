import type { Effect } from './effects.ts'
import { cutOff, leftHeard } from './playback.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { interruptLine, orderedLines, patchLine } from './transcript.ts'

/** What was being said is cut at what was heard; what was being transcribed stays as far as it came. */
export function settleLines(session: CallSession, nowMs: number): Step {
  const { playback, truncations } = cutOff(session.playback, nowMs)
  let next: CallSession = { ...session, playback }
  const effects: Effect[] = []
  if (truncations.length > 0) {
    effects.push({ to: 'tap', do: 'cut', items: leftHeard(truncations) })
  }
  for (const cut of truncations) {
    if (cut.model === null || cut.sentMs - cut.audioEndMs < 1) continue
    const change = interruptLine(next.transcript, cut.itemId, {
      heardMs: cut.audioEndMs,
      audioMs: cut.sentMs,
    })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  for (const line of orderedLines(next.transcript)) {
    if (line.state !== 'partial') continue
    const change = patchLine(next.transcript, line.itemId, line.role, {
      state: 'final',
      endMs: line.endMs ?? Math.round(session.audio.mediaMs),
    })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  return { session: next, effects }
}
