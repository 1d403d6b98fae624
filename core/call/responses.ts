import type { Effect, ResponseRequest } from './effects.ts'
import { noResponses, type CallSession, type Responses, type Step } from './session.ts'
import { turnAsked } from './turns.ts'

/**
 * One response at a time: the model refuses a second one for the same
 * conversation (`conversation_already_has_active_response`), so a request waits
 * until the one under way is done, and goes back in line if the model began to
 * answer the caller at the very moment it was sent.
 */
type Change = { responses: Responses; effects: readonly Effect[] }

/** Wants the agent to speak, now or as soon as the response under way is done. */
export function askForResponse(
  session: CallSession,
  request: ResponseRequest,
  nowMs: number,
): Step {
  const change = requestResponse(session.responses, request)
  const turns = turnAsked(session.turns, { atMs: session.audio.mediaMs, nowMs })
  const model = { ...session.model, silentSinceMs: nowMs }
  return {
    session: { ...session, responses: change.responses, turns, model },
    effects: change.effects,
  }
}

/** Asks for a response now, or as soon as the one under way is done. */
export function requestResponse(responses: Responses, request: ResponseRequest): Change {
  if (responses.activeId !== null && request.unlessAnswered) return { responses, effects: [] }
  return sendNext({ ...responses, waiting: [...responses.waiting, request] })
}

/** The model answers: whoever only wanted an answer has it. */
export function responseCreated(responses: Responses, responseId: string): Responses {
  const waiting = responses.waiting.filter((request) => !request.unlessAnswered)
  return { ...responses, activeId: responseId, spoke: false, overtaken: false, waiting }
}

/** A response is over, however it ended: forget it and send what waits. */
export function responseDone(responses: Responses, responseId: string): Change {
  const isActive = responses.activeId === responseId || responses.activeId === null
  return sendNext({
    ...responses,
    activeId: isActive ? null : responses.activeId,
    sent: isActive ? null : responses.sent,
    discarded: responses.discarded.filter((id) => id !== responseId),
  })
}

/** A moment between a failure and the next try. */
export const pause: Effect = { to: 'clock', do: 'wake', timer: 'retryResponse', afterMs: 1_000 }

/**
 * The model refused our request: put it back when it was merely too early, drop
 * it otherwise. It is sent again when the response under way is done or, where
 * nothing was heard of one, in a moment.
 */
export function responseRefused(responses: Responses, eventId: string, code: string): Change {
  const { sent } = responses
  if (sent?.eventId !== eventId) return { responses, effects: [] }
  if (code !== alreadyActive) return sendNext({ ...responses, sent: null })
  const waiting = sent.unlessAnswered ? responses.waiting : [sent, ...responses.waiting]
  const pausing = responses.activeId === null && waiting.length > 0
  const next = { ...responses, sent: null, waiting, pausing: responses.pausing || pausing }
  return { responses: next, effects: pausing ? [pause] : [] }
}

/** Whatever else the response under way says is not to be heard. */
export function discardActive(responses: Responses): Responses {
  const { activeId, discarded } = responses
  if (activeId === null || discarded.includes(activeId)) return responses
  return { ...responses, discarded: [...discarded, activeId] }
}

/** A new model session knows nothing of what the lost one was asked: what was not answered is asked again. */
export function responsesCarriedOver(responses: Responses): Responses {
  const { sent, spoke } = responses
  const unanswered = sent === null || spoke || sent.unlessAnswered ? [] : [sent]
  return {
    ...noResponses,
    waiting: [...unanswered, ...responses.waiting],
  }
}

/** The caller finished a turn: what is under way, and goes on, does not answer it. */
export function turnEnded(responses: Responses): Responses {
  const { activeId, discarded } = responses
  if (activeId === null || discarded.includes(activeId)) return responses
  return { ...responses, overtaken: true }
}

/** What failed goes to the head of the line, and everything waits a moment. */
export function responseFailed(responses: Responses, request: ResponseRequest): Responses {
  return { ...responses, pausing: true, waiting: [request, ...responses.waiting] }
}

/** The moment has passed. */
export function pauseOver(responses: Responses): Change {
  return sendNext({ ...responses, pausing: false })
}

/** Sends what waited for a model session to be ready. */
export function sendWaiting(responses: Responses): Change {
  return sendNext(responses)
}

export const alreadyActive = 'conversation_already_has_active_response'

function sendNext(responses: Responses): Change {
  const [request, ...waiting] = responses.waiting
  const isBusy = responses.activeId !== null || responses.sent !== null || responses.pausing
  if (!request || isBusy) {
    return { responses, effects: [] }
  }
  return {
    responses: { ...responses, sent: request, waiting },
    effects: [{ to: 'model', do: 'createResponse', request }],
  }
}
