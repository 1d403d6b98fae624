import { unreachable } from '../unreachable.ts'
import { endCall } from './end-call.ts'
import { greetNow } from './greet.ts'
import type { SessionEvent } from './session-event.ts'
import type { CallSession, Step } from './session.ts'

/** A timer that was set by an effect has rung. */
export function stepClock(
  session: CallSession,
  event: Extract<SessionEvent, { from: 'clock' }>,
  nowMs: number,
): Step {
  switch (event.type) {
    case 'modelReady': {
      if (session.phase.name !== 'connecting') return { session, effects: [] }
      const error = { code: 'timeout', message: 'The model did not take the session in time.' }
      return endCall(session, { reason: 'model-unreachable', by: 'model', error }, nowMs)
    }
    case 'greeting':
      return session.callerSpeaking ? { session, effects: [] } : greetNow(session)
    case 'longestCall':
      return endCall(session, { reason: 'max-duration', by: 'system' }, nowMs)
    default:
      return unreachable(event.type)
  }
}
