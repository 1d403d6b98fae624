import { unreachable } from '../unreachable.ts'
import { lineFellSilent } from './caller-audio.ts'
import { goodbyeOverdue } from './closing.ts'
import { coverTheWait } from './cover.ts'
import { endCall } from './end-call.ts'
import { greetNow } from './greet.ts'
import { keysEntered } from './keypad.ts'
import { lastMinute } from './last-minute.ts'
import { keypadFellQuiet } from './pause-keeping.ts'
import { modelNotReady, reconnect } from './model-loss.ts'
import { nobodySpoke } from './no-input.ts'
import { tryResponseAgain } from './response-ended.ts'
import { rotate, takeOverNow } from './rotation.ts'
import type { SessionEvent } from './session-event.ts'
import type { CallSession, Step } from './session.ts'
import { watchModel } from './watchdog.ts'

/** A timer that was set by an effect has rung. */
export function stepClock(
  session: CallSession,
  event: Extract<SessionEvent, { from: 'clock' }>,
  nowMs: number,
): Step {
  switch (event.type) {
    case 'modelReady':
      return modelNotReady(session, nowMs)
    case 'reconnect':
      return reconnect(session, nowMs)
    case 'cover':
      return coverTheWait(session, nowMs)
    case 'watchdog':
      return watchModel(session, nowMs)
    case 'rotate':
      return rotate(session)
    case 'rotateLatest':
      return takeOverNow(session, nowMs)
    case 'greeting':
      return session.callerSpeaking ? { session, effects: [] } : greetNow(session, nowMs)
    case 'retryResponse':
      return tryResponseAgain(session, nowMs)
    case 'silentLine':
      return lineFellSilent(session, nowMs)
    case 'keypad':
      return keysEntered(session, nowMs)
    case 'keypadQuiet':
      return keypadFellQuiet(session)
    case 'noInput':
      return nobodySpoke(session, nowMs)
    case 'closing':
      return goodbyeOverdue(session, nowMs)
    case 'lastMinute':
      return lastMinute(session)
    case 'longestCall':
      return endCall(session, { reason: 'max-duration', by: 'system' }, nowMs)
    default:
      return unreachable(event.type)
  }
}
