import { coverAfterMs } from './cover.ts'
import { relayNote, type CallEnding, type Effect, type ModelLoss } from './effects.ts'
import { endCall } from './end-call.ts'
import { leaveModel } from './leave-model.ts'
import {
  newModelLink,
  noResponses,
  type CallSession,
  type Connecting,
  type Lost,
  type Step,
} from './session.ts'
import { takeOver } from './take-over.ts'

/** A model session has this long to take the configuration. */
export const modelReadyMs = 10_000
/** While a caller waits, trying anew is better than waiting on. */
export const modelReadyMsAfterLoss = 4_000

/** Waits before each further try, ms; after the last one the model counts as unreachable. */
const tryAgainMs = [0, 250, 500, 1_000, 2_000, 4_000]
/** A session that is lost so soon counts as a try that failed, if the one before it was lost so, too. */
const youngMs = 5_000
/** A service that drops session after session is not worth the caller's time. */
const lossesMax = 20

/**
 * The model session in use is over, or did not come up. The caller's line stays
 * up: what can be tried again is, with the same configuration and the
 * conversation so far; what cannot ends the call with the agent's fallback.
 */
export function modelLost(session: CallSession, loss: ModelLoss, nowMs: number): Step {
  const { phase, standby } = session
  if (phase.name === 'ended') return { session, effects: [] }
  if (phase.name === 'live' && standby?.ready === true && loss.retryable) {
    const done = relayNote('recovery.done', { afterMs: 0, tries: 0 })
    const taken = takeOver(countLoss(session, nowMs), standby, done, nowMs)
    return { session: taken.session, effects: [began(loss.ending), ...taken.effects] }
  }
  const closed = withoutStandby(session)
  const left =
    phase.name === 'connecting'
      ? tryFailed(closed, phase, loss.ending, nowMs)
      : beginRecovery(closed, loss.ending, nowMs)
  const waitMs = waitBeforeTry(left)
  const isFinal = !loss.retryable || waitMs === undefined
  if (session.closing !== null && (isFinal || !owesWords(left))) return hearItOut(left)
  if (isFinal) return giveUp(closed, loss.ending, left.session.phase.tries, nowMs)
  return {
    session: left.session,
    effects: [
      ...left.effects,
      { to: 'clock', do: 'cancel', timer: 'modelReady' },
      { to: 'clock', do: 'wake', timer: 'reconnect', afterMs: waitMs },
    ],
  }
}

/** Time for another try. */
export function reconnect(session: CallSession, nowMs: number): Step {
  const { phase, model } = session
  if (phase.name !== 'connecting') return { session, effects: [] }
  return {
    session: { ...session, model: { ...model, silentSinceMs: nowMs } },
    effects: [
      { to: 'model', do: 'open', number: model.number, model: session.config.model },
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

/** A call between two model sessions. */
type Left = { session: CallSession & { phase: Connecting }; effects: readonly Effect[] }

function countLoss(session: CallSession, nowMs: number): CallSession {
  const isYoung = nowMs - session.model.liveAtMs < youngMs
  const losses = session.losses + 1
  return { ...session, losses, youngLosses: isYoung ? session.youngLosses + 1 : 0 }
}

function waitBeforeTry({ session }: Left): number | undefined {
  if (session.losses > lossesMax) return undefined
  return tryAgainMs[session.phase.tries + Math.max(0, session.youngLosses - 1)]
}

function beginRecovery(closed: Step, ending: CallEnding, nowMs: number): Left {
  const left = leaveModel(countLoss(closed.session, nowMs), nowMs)
  const effects = [...closed.effects, ...left.effects, ...beganEffects(ending)]
  return { session: left.session, effects }
}

function tryFailed(closed: Step, phase: Connecting, ending: CallEnding, nowMs: number): Left {
  const { session } = closed
  const isFirst = phase.lost === null
  const lost: Lost = phase.lost ?? {
    atMs: nowMs,
    owesSpeech: session.answerDue,
    commitsHeld: false,
    covered: false,
  }
  return {
    session: {
      ...session,
      model: newModelLink(session.nextModel, nowMs),
      nextModel: session.nextModel + 1,
      phase: { ...phase, configured: false, tries: phase.tries + 1, lost },
    },
    effects: [
      ...closed.effects,
      { to: 'model', do: 'close', number: session.model.number },
      ...(isFirst ? beganEffects(ending) : []),
    ],
  }
}

function began(ending: CallEnding): Effect {
  return relayNote('recovery.began', { cause: ending.reason, code: ending.error?.code })
}

function beganEffects(ending: CallEnding): readonly Effect[] {
  return [began(ending), { to: 'clock', do: 'wake', timer: 'cover', afterMs: coverAfterMs }]
}

function owesWords({ session }: Left): boolean {
  return session.phase.lost?.owesSpeech === true || session.responses.waiting.length > 0
}

/** The goodbye is all there is: it plays to its last mark, and nobody is reached for more. */
function hearItOut({ session, effects }: Left): Step {
  const { phase } = session
  const lost = phase.lost === null ? null : { ...phase.lost, owesSpeech: false }
  return {
    session: { ...session, phase: { ...phase, lost }, responses: noResponses },
    effects: [
      ...effects,
      { to: 'clock', do: 'cancel', timer: 'modelReady' },
      { to: 'clock', do: 'cancel', timer: 'cover' },
    ],
  }
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
