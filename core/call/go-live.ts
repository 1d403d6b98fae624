import { giveHeld } from './audio-state.ts'
import { configure } from './configure.ts'
import type { Effect } from './effects.ts'
import { openingWords } from './greet.ts'
import { askForResponse, sendWaiting } from './responses.ts'
import { seedConversation } from './seed.ts'
import type { CallSession, Connecting, Step } from './session.ts'

/** How often the model is looked after, ms. */
export const watchdogEveryMs = 1_000

/**
 * A model session has taken the configuration, and the call is in its hands: it
 * learns what was said before its time, hears what the caller said meanwhile,
 * and is asked for whatever is owed. A turn that is told again as sound is
 * committed and answered by our own word: meanwhile the model answers none by
 * itself, or the same turn would be answered twice.
 */
export function goLive(session: CallSession, phase: Connecting, note: Effect, nowMs: number): Step {
  const { heldBytes, lost } = phase
  const live: CallSession = {
    ...session,
    phase: { name: 'live' },
    audio: giveHeld(session.audio, heldBytes),
    model: { ...session.model, silentSinceMs: nowMs, liveAtMs: nowMs },
  }
  const owes = lost === null ? live.answerDue : lost.owesSpeech
  const spoken = goOn(live, owes, nowMs)
  const commits = lost?.commitsHeld === true && heldBytes > 0
  return {
    session: spoken.session,
    effects: [
      { to: 'clock', do: 'cancel', timer: 'modelReady' },
      { to: 'clock', do: 'cancel', timer: 'cover' },
      { to: 'clock', do: 'wake', timer: 'watchdog', afterMs: watchdogEveryMs },
      ...(commits ? [{ ...configure(live), holdTurns: true }] : []),
      ...seedConversation(live),
      ...(heldBytes > 0 ? [{ to: 'model', do: 'appendHeld', bytes: heldBytes } as const] : []),
      ...(commits ? [{ to: 'model', do: 'commit' } as const] : []),
      note,
      ...spoken.effects,
      ...(commits ? [configure(spoken.session)] : []),
    ],
  }
}

/** The call's first words or, where those are spoken, whatever the agent was asked for or owes. */
function goOn(session: CallSession, owesSpeech: boolean, nowMs: number): Step {
  const greeted = openingWords(session, nowMs)
  const sent = sendWaiting(greeted.session.responses)
  const next = { ...greeted.session, responses: sent.responses }
  const effects = [...greeted.effects, ...sent.effects]
  if (!owesSpeech || effects.length > 0) return { session: next, effects }
  return askForResponse(next, { eventId: 'go-on', unlessAnswered: true }, nowMs)
}
