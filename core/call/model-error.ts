import type { ModelEvent } from '#contracts/model-events.ts'
import { configure } from './configure.ts'
import { endCall } from './end-call.ts'
import { responseRefused } from './responses.ts'
import type { CallSession, Step } from './session.ts'

type ModelError = Extract<ModelEvent, { type: 'error' }>['error']

/**
 * Most errors cost one event and leave the session open (OpenAI's API
 * reference, `error`). While the session is being opened every one of them
 * means that the configuration was not taken; afterwards only the final ones
 * end the call.
 */
export function modelErred(session: CallSession, error: ModelError, nowMs: number): Step {
  const code = error.code ?? error.type
  if (session.phase.name === 'connecting' || finalCodes.has(code)) {
    const ending = {
      reason: 'model-refused',
      by: 'model',
      error: { code, message: error.message },
    } as const
    return endCall(session, ending, nowMs)
  }
  if (code === 'cannot_update_voice') return retryWithoutVoice(session)
  const change = responseRefused(session.responses, error.event_id ?? '', code)
  return { session: { ...session, responses: change.responses }, effects: change.effects }
}

/** The voice locked between our look and the model's: the rest of the update must not be lost with it. */
function retryWithoutVoice(session: CallSession): Step {
  if (session.voiceLocked) return { session, effects: [] }
  const locked = { ...session, voiceLocked: true }
  return { session: locked, effects: [configure(locked)] }
}

const finalCodes = new Set([
  'beta_api_shape_disabled',
  'insufficient_quota',
  'invalid_api_key',
  'model_not_found',
  'session_expired',
])
