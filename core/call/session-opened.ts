import type { ModelEvent } from '#contracts/model-events.ts'
import { configure } from './configure.ts'
import type { Effect } from './effects.ts'
import { endCall } from './end-call.ts'
import { openingWords } from './greet.ts'
import type { CallSession, Step } from './session.ts'

type ModelSession = Extract<ModelEvent, { type: 'session.created' }>['session']

/** The model is there, with its own defaults: it gets the whole configuration, once. */
export function sessionOpened(session: CallSession, modelSession: ModelSession): Step {
  if (session.phase.name !== 'connecting' || session.phase.configured) {
    return { session, effects: [] }
  }
  const effects: Effect[] = [configure(session)]
  if (modelSession.id !== undefined) {
    effects.push({ to: 'store', do: 'saveModelSession', modelSessionId: modelSession.id })
  }
  return { session: { ...session, phase: { ...session.phase, configured: true } }, effects }
}

/**
 * The model has taken the configuration. Only now may it hear the caller:
 * before, it would read mu-law as its default, 24 kHz PCM.
 */
export function sessionConfigured(
  session: CallSession,
  modelSession: ModelSession,
  nowMs: number,
): Step {
  if (session.phase.name !== 'connecting' || !session.phase.configured) {
    return { session, effects: [] }
  }
  const wrong = wrongFormat(modelSession)
  if (wrong !== null) {
    const error = { code: 'wrong_audio_format', message: wrong }
    return endCall(session, { reason: 'model-refused', by: 'model', error }, nowMs)
  }
  return goLive(session, session.phase)
}

function goLive(
  session: CallSession,
  phase: Extract<CallSession['phase'], { name: 'connecting' }>,
): Step {
  const live: CallSession = {
    ...session,
    phase: { name: 'live' },
    modelClockOffsetMs: phase.held[0]?.timestampMs ?? null,
    uncommittedBytes: phase.heldBytes,
  }
  const opening = openingWords(live)
  return {
    session: opening.session,
    effects: [
      { to: 'clock', do: 'cancel', timer: 'modelReady' },
      ...phase.held.map((frame): Effect => ({ to: 'model', do: 'append', payload: frame.payload })),
      {
        to: 'log',
        do: 'note',
        source: 'relay',
        flow: 'none',
        type: 'call.live',
        data: { heldBytes: phase.heldBytes, droppedBytes: session.droppedBytes },
      },
      ...opening.effects,
    ],
  }
}

/** Both directions must be mu-law as asked; a server that does not say is believed. */
function wrongFormat(modelSession: ModelSession): string | null {
  const input = modelSession.audio?.input?.format?.type ?? 'audio/pcmu'
  const output = modelSession.audio?.output?.format?.type ?? 'audio/pcmu'
  if (input === 'audio/pcmu' && output === 'audio/pcmu') return null
  return `The model answers with ${input} in and ${output} out instead of audio/pcmu both ways.`
}
