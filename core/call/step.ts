import { unreachable } from '../unreachable.ts'
import { callerAudio } from './caller-audio.ts'
import type { Effect } from './effects.ts'
import type { SessionEvent } from './session-event.ts'
import type { CallSession, Step } from './session.ts'
import { settle } from './settle.ts'
import { stepClock } from './step-clock.ts'
import { stepModel } from './step-model.ts'
import { stepOperator } from './step-operator.ts'
import { stepPhone } from './step-phone.ts'
import { stepRelay } from './step-relay.ts'
import { withhold } from './withhold.ts'

/**
 * The whole behaviour of a call: what happened goes in, the next session and
 * what is to be done come out. Pure, so a call replays from its events.
 * `nowMs` is a monotonic clock.
 */
export function step(session: CallSession, event: SessionEvent, nowMs: number): Step {
  if (session.phase.name === 'ended') return { session, effects: afterTheEnd(event) }
  // Half of all that ever happens; nothing that `settle` looks at changes with it.
  if (event.type === 'media') return callerAudio(session, event, nowMs)
  return withhold(settle(session, stepBySource(session, event, nowMs), nowMs))
}

function stepBySource(
  session: CallSession,
  event: Exclude<SessionEvent, { type: 'media' }>,
  nowMs: number,
): Step {
  switch (event.from) {
    case 'relay':
      return stepRelay(session, event, nowMs)
    case 'phone':
      return stepPhone(session, event, nowMs)
    case 'model':
      return stepModel(session, event, nowMs)
    case 'operator':
      return stepOperator(session, event.command, nowMs)
    case 'clock':
      return stepClock(session, event, nowMs)
    default:
      return unreachable(event)
  }
}

/** A command that arrives too late is answered; nothing else matters any more. */
function afterTheEnd(event: SessionEvent): readonly Effect[] {
  if (event.from !== 'operator') return []
  return [{ to: 'operator', do: 'answer', notes: ['The call has already ended.'] }]
}
