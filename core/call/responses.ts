import type { Effect, ResponseRequest } from './effects.ts'
import type { Responses } from './session.ts'

/**
 * One response at a time: the model refuses a second one for the same
 * conversation (`conversation_already_has_active_response`), so a request waits
 * until the one under way is done, and goes back in line if the model began to
 * answer the caller at the very moment it was sent.
 */
type Change = { responses: Responses; effects: readonly Effect[] }

/** Asks for a response now, or as soon as the one under way is done. */
export function requestResponse(responses: Responses, request: ResponseRequest): Change {
  return sendNext({ ...responses, waiting: [...responses.waiting, request] })
}

export function responseCreated(responses: Responses, responseId: string): Responses {
  return { ...responses, activeId: responseId }
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

/** The model refused our request: put it back when it was merely too early, drop it otherwise. */
export function responseRefused(responses: Responses, eventId: string, code: string): Change {
  const { sent } = responses
  if (sent?.eventId !== eventId) return { responses, effects: [] }
  if (code !== alreadyActive) return sendNext({ ...responses, sent: null })
  return {
    responses: { ...responses, sent: null, waiting: [sent, ...responses.waiting] },
    effects: [],
  }
}

/** Whatever else the response under way says is not to be heard. */
export function discardActive(responses: Responses): Responses {
  const { activeId, discarded } = responses
  if (activeId === null || discarded.includes(activeId)) return responses
  return { ...responses, discarded: [...discarded, activeId] }
}

export const alreadyActive = 'conversation_already_has_active_response'

function sendNext(responses: Responses): Change {
  const [request, ...waiting] = responses.waiting
  if (!request || responses.activeId !== null || responses.sent !== null) {
    return { responses, effects: [] }
  }
  return {
    responses: { ...responses, sent: request, waiting },
    effects: [{ to: 'model', do: 'createResponse', request }],
  }
}
