import type { ModelEvent } from '#contracts/model-events.ts'
import { configureNew } from './configure.ts'
import { relayNote, type Effect } from './effects.ts'
import { goLive } from './go-live.ts'
import { modelLost } from './model-loss.ts'
import type { CallSession, Connecting, Step } from './session.ts'

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
  return goLive(session, session.phase, noteOf(session, session.phase, nowMs), nowMs)
}

/** Both directions must be mu-law as asked; a server that does not say is believed. Null: it is. */
export function wrongFormat(configured: OpenedSession): string | null {
  const input = configured.audio?.input?.format?.type ?? 'audio/pcmu'
  const output = configured.audio?.output?.format?.type ?? 'audio/pcmu'
  if (input === 'audio/pcmu' && output === 'audio/pcmu') return null
  return `The model answers with ${input} in and ${output} out instead of audio/pcmu both ways.`
}

function noteOf(session: CallSession, phase: Connecting, nowMs: number): Effect {
  const { lost, heldBytes, tries } = phase
  const { droppedBytes } = session.audio
  if (lost !== null) {
    return relayNote('recovery.done', { afterMs: Math.round(nowMs - lost.atMs), tries: tries + 1 })
  }
  return relayNote('call.live', { heldBytes, droppedBytes })
}
