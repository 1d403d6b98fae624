import { renderExactWords } from '../agent/instructions.ts'
import { configure } from './configure.ts'
import { requestResponse } from './responses.ts'
import type { CallSession, Step } from './session.ts'

/** Whoever picks up and says nothing is greeted after this long. */
export const helloMs = 1_500

/** No greeting is spoken unless the operator asked for one, in the operator's own words. */
export function openingWords(session: CallSession): Step {
  if (session.config.greeting.mode === 'none') return { session, effects: [] }
  if (session.greetingWaits) {
    return { session, effects: [{ to: 'clock', do: 'wake', timer: 'greeting', afterMs: helloMs }] }
  }
  const instructions = renderExactWords(session.config.greeting.text)
  const asked = requestResponse(session.responses, { eventId: 'greeting', instructions })
  return { session: { ...session, responses: asked.responses }, effects: asked.effects }
}

/** The hello is over, or none came: the greeting is spoken, and from now on the model takes turns by itself. */
export function greetNow(session: CallSession): Step {
  if (!session.greetingWaits) return { session, effects: [] }
  const open = { ...session, greetingWaits: false }
  const greeted = openingWords(open)
  return {
    session: greeted.session,
    effects: [
      { to: 'clock', do: 'cancel', timer: 'greeting' },
      configure(open),
      ...greeted.effects,
    ],
  }
}
