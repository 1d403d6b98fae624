import { coverAfterMs } from './cover.ts'
import { relayNote, type CallEnding, type Effect, type ModelLoss } from './effects.ts'
import { endCall } from './end-call.ts'
import { recordComplete } from './playback.ts'
import { recentFrames, type HeldFrame } from './recent-audio.ts'
import { responsesCarriedOver } from './responses.ts'
import { newModelLink, type CallSession, type Connecting, type Lost, type Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { orderedLines, patchLine } from './transcript.ts'

/** A model session has this long to take the configuration. */
export const modelReadyMs = 10_000
/** While a caller waits, trying anew is better than waiting on. */
export const modelReadyMsAfterLoss = 4_000

/** Waits before each further try, ms; after the last one the model counts as unreachable. */
const tryAgainMs = [0, 250, 500, 1_000, 2_000, 4_000]
/** A service that drops session after session is not worth the caller's time. */
const lossesMax = 20

/**
 * The model session in use is over, or did not come up. The caller's line stays
 * up: what can be tried again is, with the same configuration and the
 * conversation so far; what cannot ends the call with the agent's fallback.
 */
export function modelLost(session: CallSession, loss: ModelLoss, nowMs: number): Step {
  if (session.phase.name === 'ended') return { session, effects: [] }
  const closed = withoutStandby(session)
  const connecting = closed.session.phase.name === 'connecting' ? closed.session.phase : null
  const tries = connecting === null ? 0 : connecting.tries + 1
  const waitMs = tryAgainMs[tries]
  if (!loss.retryable || waitMs === undefined || session.losses >= lossesMax) {
    return giveUp(closed, loss.ending, tries, nowMs)
  }
  const lost =
    connecting === null
      ? beginRecovery(closed, loss.ending, nowMs)
      : tryOnceMore(closed, connecting, loss.ending, tries, nowMs)
  return {
    session: lost.session,
    effects: [
      ...lost.effects,
      { to: 'model', do: 'close', number: session.model.number },
      { to: 'clock', do: 'cancel', timer: 'modelReady' },
      { to: 'clock', do: 'wake', timer: 'reconnect', afterMs: waitMs },
    ],
  }
}

/** Time for another try: a session of its own number, so that late news of the old one is known as such. */
export function reconnect(session: CallSession, nowMs: number): Step {
  if (session.phase.name !== 'connecting') return { session, effects: [] }
  const number = session.model.number + 1
  return {
    session: {
      ...session,
      model: newModelLink(number, nowMs),
      phase: { ...session.phase, configured: false },
    },
    effects: [
      { to: 'model', do: 'open', number, model: session.config.model },
      { to: 'clock', do: 'wake', timer: 'modelReady', afterMs: modelReadyMsAfterLoss },
    ],
  }
}

/** The session was opened and did not get ready in time. */
export function modelNotReady(session: CallSession, nowMs: number): Step {
  if (session.phase.name !== 'connecting') return { session, effects: [] }
  const error = { code: 'timeout', message: 'The model did not take the session in time.' }
  const ending = { reason: 'model-unreachable', by: 'model', error } as const
  return modelLost(session, { ending, retryable: true }, nowMs)
}

function giveUp(closed: Step, ending: CallEnding, tries: number, nowMs: number): Step {
  const { reason, error } = ending
  const note = relayNote('recovery.failed', { cause: reason, code: error?.code, tries })
  const ended = endCall(closed.session, ending, nowMs)
  return { session: ended.session, effects: [...closed.effects, note, ...ended.effects] }
}

function withoutStandby(session: CallSession): Step {
  const { standby } = session
  if (standby === null) return { session, effects: [] }
  return {
    session: { ...session, standby: null },
    effects: [{ to: 'model', do: 'close', number: standby.number }],
  }
}

function tryOnceMore(
  step: Step,
  phase: Connecting,
  ending: CallEnding,
  tries: number,
  nowMs: number,
): Step {
  const { session, effects } = step
  const lost = phase.lost ?? {
    atMs: nowMs,
    ending,
    owesSpeech: false,
    commitsHeld: false,
    covered: false,
  }
  const began = phase.lost === null ? begunEffects(ending) : []
  return {
    session: { ...session, phase: { ...phase, configured: false, tries, lost } },
    effects: [...effects, ...began],
  }
}

/** The lost session takes its unfinished business with it: what it was saying, and what it had not answered. */
function beginRecovery(step: Step, ending: CallEnding, nowMs: number): Step {
  const { session } = step
  const held = unansweredAudio(session)
  const settled = settleAfterLoss(session, held.length > 0)
  const lost: Lost = {
    atMs: nowMs,
    ending,
    owesSpeech: owesSpeech(session),
    commitsHeld: held.length > 0 && !session.callerSpeaking,
    covered: false,
  }
  const phase: Connecting = {
    name: 'connecting',
    held,
    heldBytes: held.reduce((sum, frame) => sum + frame.bytes, 0),
    configured: false,
    tries: 0,
    lost,
  }
  return {
    session: {
      ...settled.session,
      phase,
      losses: session.losses + 1,
      responses: responsesCarriedOver(session.responses),
      callerSpeaking: false,
      configureAfterResponse: false,
      toolCalls: [],
    },
    effects: [...step.effects, ...settled.effects, ...begunEffects(ending)],
  }
}

function begunEffects(ending: CallEnding): readonly Effect[] {
  return [
    relayNote('recovery.began', { cause: ending.reason, code: ending.error?.code }),
    { to: 'clock', do: 'wake', timer: 'cover', afterMs: coverAfterMs },
  ]
}

function owesSpeech(session: CallSession): boolean {
  const { activeId, discarded } = session.responses
  const speaking = activeId !== null && !discarded.includes(activeId)
  return speaking || session.answerDue
}

/**
 * A turn of the caller's that the lost session had heard and not answered is
 * told to the next one: as text where it was written down, else as sound.
 */
function unansweredAudio(session: CallSession): readonly HeldFrame[] {
  if (!session.callerSpeaking && !session.answerDue) return []
  const last = orderedLines(session.transcript).findLast((line) => line.role === 'caller')
  const written = last !== undefined && last.state === 'final' && last.text !== ''
  return written && !session.callerSpeaking ? [] : recentFrames(session.audio.recent)
}

/**
 * What the agent had said so far was all there is: it plays to its end, and its
 * line is whole. A caller's words that were not written down yet never will be,
 * unless they are `heardAgain`.
 */
function settleAfterLoss(session: CallSession, heardAgain: boolean): Step {
  let next = session
  const effects: Effect[] = []
  for (const item of session.playback.items) {
    const { playback, mark } = recordComplete(next.playback, item.itemId)
    next = { ...next, playback }
    if (mark !== null) effects.push({ to: 'phone', do: 'mark', mark })
  }
  for (const line of orderedLines(next.transcript)) {
    if (line.state !== 'partial') continue
    const endMs = line.endMs ?? Math.round(session.audio.mediaMs)
    const unwritten = line.role === 'caller' && line.text === '' && !heardAgain
    const state = unwritten ? 'failed' : 'final'
    const change = patchLine(next.transcript, line.itemId, line.role, { state, endMs })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  return { session: next, effects }
}
