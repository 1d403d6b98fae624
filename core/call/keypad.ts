import { relayNote } from './effects.ts'
import { silenceBroken } from './no-input.ts'
import { pauseForKey } from './pause-keeping.ts'
import { askForResponse } from './responses.ts'
import type { CallSession, Step } from './session.ts'

/** Keys that follow each other within this time belong together. */
const keypadMs = 1_500
const keysMax = 64

/**
 * The caller pressed a key: it is noted and, where the agent wants it, told to
 * the model with its like. Which key it was is nobody's business in a pause.
 */
export function keyPressed(session: CallSession, key: string): Step {
  const paused = pauseForKey(session)
  const atMs = Math.round(session.audio.mediaMs)
  const isKept = paused.session.pauses.on === null
  const note = relayNote('dtmf', isKept ? { digit: key, atMs } : { withheld: true, atMs })
  const heard = silenceBroken(paused.session)
  const effects = [...paused.effects, note, ...heard.effects]
  if (!session.config.hearsKeypad) return { session: heard.session, effects }
  const keys = (session.keys + key).slice(-keysMax)
  // The hash ends what a caller types, on every phone menu there is.
  const afterMs = key === '#' ? 0 : keypadMs
  return {
    session: { ...heard.session, keys },
    effects: [...effects, { to: 'clock', do: 'wake', timer: 'keypad', afterMs }],
  }
}

/** The caller has stopped pressing keys: the model learns which, and answers. */
export function keysEntered(session: CallSession, nowMs: number): Step {
  const { keys, phase } = session
  if (keys === '') return { session, effects: [] }
  if (phase.name !== 'live') {
    return { session, effects: [{ to: 'clock', do: 'wake', timer: 'keypad', afterMs: keypadMs }] }
  }
  const asked = askForResponse({ ...session, keys: '' }, { eventId: 'keypad' }, nowMs)
  const text = `(The caller pressed these keys on the phone: ${keys})`
  return {
    session: asked.session,
    effects: [
      { to: 'model', do: 'createItem', item: { type: 'message', role: 'caller', text } },
      ...asked.effects,
    ],
  }
}
