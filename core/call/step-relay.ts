import { unreachable } from '../unreachable.ts'
import { endCall } from './end-call.ts'
import type { SessionEvent } from './session-event.ts'
import type { CallSession, Step } from './session.ts'

/** The model has this long to take the configuration before the call is given up. */
export const modelReadyMs = 10_000

/** The Realtime API ends a session after 60 minutes; the call ends in good order before that. */
export const longestCallMs = 59 * 60_000

/** The relay itself: a stream was let in, or the process is asked to stop. */
export function stepRelay(
  session: CallSession,
  event: Extract<SessionEvent, { from: 'relay' }>,
  nowMs: number,
): Step {
  switch (event.type) {
    case 'accepted':
      return {
        session,
        effects: [
          { to: 'console', do: 'showParties', parties: session.shownParties },
          { to: 'model', do: 'open', model: session.config.model },
          { to: 'clock', do: 'wake', timer: 'modelReady', afterMs: modelReadyMs },
          { to: 'clock', do: 'wake', timer: 'longestCall', afterMs: longestCallMs },
        ],
      }
    case 'stopping':
      return endCall(session, { reason: 'relay-stopped', by: 'system' }, nowMs)
    default:
      return unreachable(event)
  }
}
