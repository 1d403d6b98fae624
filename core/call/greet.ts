import { renderExactWords } from '../agent/instructions.ts'
import { configure } from './configure.ts'
import { askForResponse } from './responses.ts'
import type { CallSession, Step } from './session.ts'

/** Whoever picks up and says nothing is greeted after this long. */
export const helloMs = 1_500

/** No greeting is spoken unless the operator asked for one, in the operator's own words, and only once a call. */
export function openingWords(session: CallSession, nowMs: number): Step {
  if (session.config.greeting.mode === 'none' || session.opened) return { session, effects: [] }
  if (session.greetingWaits) {
    return { session, effects: [{ to: 'clock', do: 'wake', timer: 'greeting', afterMs: helloMs }] }
  }
  const instructions = renderExactWords(session.config.greeting.text)
  const opened = { ...session, opened: true }
  return askForResponse(opened, { eventId: 'greeting', instructions }, nowMs)
}

/** The hello is over, or none came: the greeting is spoken, and from now on the model takes turns by itself. */
export function greetNow(session: CallSession, nowMs: number): Step {
  if (!session.greetingWaits || session.phase.name !== 'live') return { session, effects: [] }
  const open = { ...session, greetingWaits: false }
  const greeted = openingWords(open, nowMs)
  return {
    session: greeted.session,
    effects: [
      { to: 'clock', do: 'cancel', timer: 'greeting' },
      configure(open),
      ...greeted.effects,
    ],
  }
}
