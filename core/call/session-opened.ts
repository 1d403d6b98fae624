import type { ModelEvent } from '#contracts/model-events.ts'
import { giveHeld } from './audio-state.ts'
import { configureNew } from './configure.ts'
import { relayNote, type Effect } from './effects.ts'
import { openingWords } from './greet.ts'
import { modelLost } from './model-loss.ts'
import { askForResponse, sendWaiting } from './responses.ts'
import { seedConversation } from './seed.ts'
import type { CallSession, Connecting, Step } from './session.ts'
import { watchdogEveryMs } from './watchdog.ts'

export type OpenedSession = Extract<ModelEvent, { type: 'session.created' }>['session']

/** The model is there, with its own defaults: it gets the whole configuration, once. */
export function sessionOpened(session: CallSession, opened: OpenedSession): Step {
  if (session.phase.name !== 'connecting' || session.phase.configured) {
    return { session, effects: [] }
  }
  const effects: Effect[] = [configureNew(session, session.model.number)]
  if (opened.id !== undefined) {
    effects.push({ to: 'store', do: 'saveModelSession', modelSessionId: opened.id })
  }
  return { session: { ...session, phase: { ...session.phase, configured: true } }, effects }
}

/**
 * The model has taken the configuration. Only now may it hear the caller:
 * before, it would read mu-law as its default, 24 kHz PCM.
 */
export function sessionConfigured(
  session: CallSession,
  configured: OpenedSession,
  nowMs: number,
): Step {
  if (session.phase.name !== 'connecting' || !session.phase.configured) {
    return { session, effects: [] }
  }
  const message = wrongFormat(configured)
  if (message !== null) {
    const error = { code: 'wrong_audio_format', message }
    const ending = { reason: 'model-refused', by: 'model', error } as const
    return modelLost(session, { ending, retryable: false }, nowMs)
  }
  return goLive(session, session.phase, nowMs)
}

/** Both directions must be mu-law as asked; a server that does not say is believed. Null: it is. */
export function wrongFormat(configured: OpenedSession): string | null {
  const input = configured.audio?.input?.format?.type ?? 'audio/pcmu'
  const output = configured.audio?.output?.format?.type ?? 'audio/pcmu'
  if (input === 'audio/pcmu' && output === 'audio/pcmu') return null
  return `The model answers with ${input} in and ${output} out instead of audio/pcmu both ways.`
}

function goLive(session: CallSession, phase: Connecting, nowMs: number): Step {
  const { held, lost } = phase
  const live: CallSession = {
    ...session,
    phase: { name: 'live' },
    audio: giveHeld(session.audio, held),
    model: { ...session.model, silentSinceMs: nowMs },
  }
  const spoken = lost === null ? begin(live, nowMs) : goOn(live, lost.owesSpeech, nowMs)
  return {
    session: spoken.session,
    effects: [
      { to: 'clock', do: 'cancel', timer: 'modelReady' },
      { to: 'clock', do: 'cancel', timer: 'cover' },
      { to: 'clock', do: 'wake', timer: 'watchdog', afterMs: watchdogEveryMs },
      ...seedConversation(live),
      ...held.map((frame): Effect => ({ to: 'model', do: 'append', payload: frame.payload })),
      ...(lost?.commitsHeld && held.length > 0 ? [{ to: 'model', do: 'commit' } as const] : []),
      noteOf(session, phase, nowMs),
      ...spoken.effects,
    ],
  }
}

function noteOf(session: CallSession, phase: Connecting, nowMs: number): Effect {
  const { lost, heldBytes, tries } = phase
  const { droppedBytes } = session.audio
  if (lost !== null) {
    return relayNote('recovery.done', { afterMs: Math.round(nowMs - lost.atMs), tries: tries + 1 })
  }
  return relayNote('call.live', { heldBytes, droppedBytes })
}

/** A call's first words; a call that another stream began may owe the caller an answer instead. */
function begin(session: CallSession, nowMs: number): Step {
  if (session.opened && session.answerDue) return goOn(session, true, nowMs)
  return openingWords(session, nowMs)
}

/** The agent goes on where it was: what it owes, it says. */
function goOn(session: CallSession, owesSpeech: boolean, nowMs: number): Step {
  const greeted = openingWords(session, nowMs)
  if (greeted.effects.length > 0) return greeted
  const sent = sendWaiting(session.responses)
  const next = { ...session, responses: sent.responses }
  if (!owesSpeech || sent.effects.length > 0) return { session: next, effects: sent.effects }
  return askForResponse(next, { eventId: 'go-on', unlessAnswered: true }, nowMs)
}
