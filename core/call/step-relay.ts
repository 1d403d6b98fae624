import { unreachable } from '../unreachable.ts'
import { relayNote, type Effect } from './effects.ts'
import { endCall } from './end-call.ts'
import { lastMinuteMs } from './last-minute.ts'
import { handOver } from './let-go.ts'
import { modelReadyMs } from './model-loss.ts'
import { pauseCarriedOver } from './pause-keeping.ts'
import type { SessionEvent } from './session-event.ts'
import type { CallSession, Step } from './session.ts'

/** The relay itself: a stream was let in, or the process is asked to leave. */
export function stepRelay(
  session: CallSession,
  event: Extract<SessionEvent, { from: 'relay' }>,
  nowMs: number,
): Step {
  switch (event.type) {
    case 'accepted':
      return { session, effects: accept(session) }
    case 'coverRendered':
      return { session: { ...session, coverAudio: event.payload }, effects: [] }
    case 'handingOver':
      return handOver(session, event.atOnce, nowMs)
    case 'stopping':
      return endCall(session, { reason: 'relay-stopped', by: 'system' }, nowMs)
    default:
      return unreachable(event)
  }
}

function accept(session: CallSession): readonly Effect[] {
  const { config, model, streamNumber, earlier } = session
  const leftMs = Math.max(0, config.longestCallMinutes * 60_000 - session.offsetMs)
  const warnMs = Math.max(0, leftMs - lastMinuteMs)
  return [
    ...pauseCarriedOver(session),
    { to: 'console', do: 'showParties', parties: session.shownParties },
    { to: 'model', do: 'open', number: model.number, model: config.model },
    { to: 'clock', do: 'wake', timer: 'modelReady', afterMs: modelReadyMs },
    { to: 'clock', do: 'wake', timer: 'longestCall', afterMs: leftMs },
    { to: 'clock', do: 'wake', timer: 'lastMinute', afterMs: warnMs },
    ...(streamNumber > 0
      ? [relayNote('call.resumed', { streamNumber, lines: earlier.length })]
      : []),
  ]
}
