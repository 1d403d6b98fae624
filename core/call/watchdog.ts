import type { Effect } from './effects.ts'
import { watchdogEveryMs } from './go-live.ts'
import { modelLost } from './model-loss.ts'
import { askForResponse } from './responses.ts'
import type { CallSession, Step } from './session.ts'

/** A session that owes the beginning of an answer for so long is asked once more, then counted as lost. */
const answerMsMax = 6_000
/** Within a response a model may think, but not for ever. */
const silenceMsMax = 20_000

/** A socket can stay open while nobody is behind it any more: whoever owes a word and says none is gone. */
export function watchModel(session: CallSession, nowMs: number): Step {
  if (session.phase.name !== 'live') return { session, effects: [] }
  const again: Effect = { to: 'clock', do: 'wake', timer: 'watchdog', afterMs: watchdogEveryMs }
  const { model, responses } = session
  const silentMs = nowMs - model.silentSinceMs
  const isOwed = responses.sent !== null || answerIsOwed(session)
  const isLate =
    responses.activeId === null ? isOwed && silentMs >= answerMsMax : silentMs >= silenceMsMax
  if (!isLate) return { session, effects: [again] }
  if (responses.activeId === null && responses.sent === null && !model.nudged) {
    const nudged = { ...session, model: { ...model, nudged: true, silentSinceMs: nowMs } }
    const asked = askForResponse(nudged, { eventId: 'nudge', unlessAnswered: true }, nowMs)
    return { session: asked.session, effects: [...asked.effects, again] }
  }
  const error = { code: 'silent', message: 'The model’s service stopped answering.' }
  const ending = { reason: 'model-lost', by: 'model', error } as const
  return modelLost(session, { ending, retryable: true }, nowMs)
}

/** While the caller speaks on, no model answers what they said before. */
function answerIsOwed(session: CallSession): boolean {
  if (!session.answerDue || session.callerSpeaking || session.responses.pausing) return false
  return session.config.turnDetection.type !== 'none' && !session.greetingWaits
}
