import type { Effect } from './effects.ts'
import { recordComplete } from './playback.ts'
import { responsesCarriedOver } from './responses.ts'
import { newModelLink, type CallSession, type Connecting, type Step } from './session.ts'
import { showLines } from './show-lines.ts'
import type { LinePatch } from './transcript.ts'
import { orderedLines, patchLine } from './transcript.ts'
import type { TranscriptLine } from '#contracts/transcript.ts'

/**
 * The call is without a model session: the one in use was lost, or another is
 * about to take its place. What it was saying and what it had not answered is
 * put by for the next one, which has a number of its own, so that late news of
 * the old one is known as such.
 */
export function leaveModel(
  session: CallSession,
  nowMs: number,
): Step & { session: { phase: Connecting } } {
  const heldBytes = unansweredBytes(session)
  const settled = settleItems(session, heldBytes > 0)
  const phase: Connecting = {
    name: 'connecting',
    heldBytes,
    configured: false,
    tries: 0,
    lost: {
      atMs: nowMs,
      owesSpeech: owesSpeech(session),
      commitsHeld: heldBytes > 0 && !session.callerSpeaking && takesTurns(session),
      covered: false,
    },
  }
  return {
    session: {
      ...settled.session,
      phase,
      model: newModelLink(session.nextModel, nowMs),
      nextModel: session.nextModel + 1,
      responses: responsesCarriedOver(session.responses),
      callerSpeaking: false,
      configureAfterResponse: false,
      toolCalls: [],
      // The next session never asked for the end, so it cannot be answered that way.
      closing: session.closing === null ? null : { ...session.closing, toolCallId: null },
    },
    effects: [
      ...settled.effects,
      { to: 'model', do: 'close', number: session.model.number },
      { to: 'clock', do: 'cancel', timer: 'rotate' },
      { to: 'clock', do: 'cancel', timer: 'rotateLatest' },
    ],
  }
}

/** Whoever is in the middle of a sentence is waited for: their turn asks for an answer by itself. */
function owesSpeech(session: CallSession): boolean {
  if (session.callerSpeaking) return false
  const { activeId, discarded } = session.responses
  return session.answerDue || (activeId !== null && !discarded.includes(activeId))
}

function takesTurns(session: CallSession): boolean {
  return session.config.turnDetection.type !== 'none'
}

/**
 * A turn of the caller's that the old session had heard and not answered is
 * told to the next one: as text where it was written down, else as sound.
 */
function unansweredBytes(session: CallSession): number {
  const { recentBytes, uncommittedBytes } = session.audio
  if (session.callerSpeaking) return recentBytes
  if (!takesTurns(session)) return uncommittedBytes > 0 ? recentBytes : 0
  return session.answerDue && !isWritten(session) ? recentBytes : 0
}

function isWritten(session: CallSession): boolean {
  if (!session.config.transcription.enabled) return false
  const last = orderedLines(session.transcript).findLast((line) => line.role === 'caller')
  return last !== undefined && last.state === 'final' && last.text !== ''
}

/** What the agent had said so far was all there is: it plays to its end, and its line is whole. */
function settleItems(session: CallSession, heardAgain: boolean): Step {
  let next = session
  const effects: Effect[] = []
  for (const item of session.playback.items) {
    const { playback, mark } = recordComplete(next.playback, item.itemId)
    next = { ...next, playback }
    if (mark !== null) effects.push({ to: 'phone', do: 'mark', mark })
  }
  for (const line of orderedLines(next.transcript)) {
    if (line.state !== 'partial') continue
    const patch = settledLine(line, heardAgain, Math.round(session.audio.mediaMs))
    const change = patchLine(next.transcript, line.itemId, line.role, patch)
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  return { session: next, effects }
}

/**
 * Words of the agent's that never became sound were not heard. Words of the
 * caller's that were not written down yet never will be, unless the next session
 * hears them again: then they stand in a line of its own, and not in two.
 */
function settledLine(line: TranscriptLine, heardAgain: boolean, mediaMs: number): LinePatch {
  const endMs = line.endMs ?? mediaMs
  if (line.role === 'agent') {
    if (line.startMs !== null) return { state: 'final', endMs }
    return { state: 'final', interrupted: true, heardMs: 0, heardChars: 0 }
  }
  if (heardAgain) return { state: 'final', text: '', endMs }
  return { state: line.text === '' ? 'failed' : 'final', endMs }
}
