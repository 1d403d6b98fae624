import type { ModelEvent } from '#contracts/model-events.ts'
import { configure } from './configure.ts'
import { modelLost } from './model-loss.ts'
import { alreadyActive, responseRefused } from './responses.ts'
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
  const reason = session.phase.name === 'connecting' ? 'model-refused' : 'model-lost'
  const ending = { reason, by: 'model', error: { code, message: error.message } } as const
  if (isFinalCode(code)) {
    const final = { ...ending, reason: 'model-refused' } as const
    return modelLost(session, { ending: final, retryable: false }, nowMs)
  }
  if (passingCodes.has(code)) return modelLost(session, { ending, retryable: true }, nowMs)
  if (session.phase.name === 'connecting') {
    const retryable = error.type === 'server_error' || code === 'rate_limit_exceeded'
    return modelLost(session, { ending, retryable }, nowMs)
  }
  if (code === 'cannot_update_voice') return retryWithoutVoice(session)
  const change = responseRefused(session.responses, refusedBy(session, error), code)
  return { session: { ...session, responses: change.responses }, effects: change.effects }
}

/** Errors after which trying again costs money or nerves and helps nobody. */
export function isFinalCode(code: string): boolean {
  return finalCodes.has(code)
}

/**
 * Whether an error is only the other half of a race that both sides survive: a
 * response that had ended when it was cancelled or had begun when it was asked
 * for, a turn that was committed already, an item cut behind its end.
 */
export function isBenign(error: { code?: string | null | undefined; message: string }): boolean {
  return benignCodes.has(error.code ?? '') || error.message.includes('already shorter than')
}

/** Of which request of ours this is the refusal; one that does not say so is that of the request under way. */
function refusedBy(session: CallSession, error: ModelError): string {
  if (error.event_id != null) return error.event_id
  const isRace = isBenign(error) && error.code !== alreadyActive
  return isRace ? '' : (session.responses.sent?.eventId ?? '')
}

/** The voice locked between our look and the model's: the rest of the update must not be lost with it. */
function retryWithoutVoice(session: CallSession): Step {
  if (session.model.voiceLocked) return { session, effects: [] }
  const locked = { ...session, model: { ...session.model, voiceLocked: true } }
  return { session: locked, effects: [configure(locked)] }
}

const finalCodes = new Set([
  'beta_api_shape_disabled',
  'insufficient_quota',
  'invalid_api_key',
  'model_not_found',
])

/** The session is over, the service is not. */
const passingCodes = new Set(['session_expired'])

const benignCodes = new Set([
  alreadyActive,
  'input_audio_buffer_commit_empty',
  'response_cancel_not_active',
])
