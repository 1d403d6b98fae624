import type { ModelEvent } from '#contracts/model-events.ts'
import { configure } from './configure.ts'
import { relayNote, type Effect, type ResponseRequest } from './effects.ts'
import { isFinalCode } from './model-error.ts'
import { modelLost } from './model-loss.ts'
import { recordComplete } from './playback.ts'
import { askForResponse, pause, pauseOver, responseDone, responseFailed } from './responses.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { noteToolCall, runToolCalls } from './tool-calls.ts'
import { lineOf, patchLine } from './transcript.ts'
import { turnDone } from './turns.ts'
import { responseUsage } from './usage.ts'

type ModelResponse = Extract<ModelEvent, { type: 'response.done' }>['response']

/** A failed response is asked for again so many times in a row. */
const failuresMax = 2

/**
 * A response is over, spoken to its end or not: its items are settled, it is
 * paid for, what it asked for is done, the next may begin.
 */
export function responseEnded(session: CallSession, response: ModelResponse, nowMs: number): Step {
  const { overtaken, spoke } = session.responses
  const settled = settleItems(session, response)
  const retry = retryOf(session, response)
  const done = responseDone(
    retry === null ? session.responses : responseFailed(session.responses, retry),
    response.id,
  )
  const turn = turnDone(session.turns, {
    responseId: response.id,
    inputTokens: response.usage?.input_tokens ?? 0,
    outputTokens: response.usage?.output_tokens ?? 0,
  })
  const unanswered = overtaken || retry !== null || response.status === 'cancelled'
  const next: CallSession = {
    ...settled.session,
    responses: done.responses,
    turns: turn.turns,
    configureAfterResponse: false,
    answerDue: session.answerDue && unanswered,
  }
  const after = followUp(next, response, { overtaken, spoke }, nowMs)
  return {
    session: after.session,
    effects: [
      ...settled.effects,
      ...paidFor(session, response),
      ...(turn.changed === null
        ? []
        : [{ to: 'store', do: 'saveTurn', turn: turn.changed } as const]),
      ...(session.configureAfterResponse ? [configure(session)] : []),
      ...done.effects,
      ...after.effects,
    ],
  }
}

function paidFor(session: CallSession, response: ModelResponse): readonly Effect[] {
  if (!response.usage) return []
  const usage = responseUsage(response, session.config.model, response.usage)
  return [{ to: 'store', do: 'saveUsage', usage }]
}

function followUp(
  session: CallSession,
  response: ModelResponse,
  was: { overtaken: boolean; spoke: boolean },
  nowMs: number,
): Step {
  if (response.status === 'failed') return failed(session, response, nowMs)
  if (response.status !== 'completed') {
    return { session: { ...session, toolCalls: [] }, effects: [] }
  }
  const told = response.output
    .filter((item) => item.type === 'function_call')
    .reduce(noteToolCall, session)
  if (told.toolCalls.length > 0) return runToolCalls(told, was.spoke, nowMs)
  if (!was.overtaken || !told.answerDue) return { session: told, effects: [] }
  // Of a turn that ended during a response the model may make nothing (OpenAI's docs, `create_response`).
  return askForResponse(told, { eventId: 'answer', unlessAnswered: true }, nowMs)
}

/** The caller waits for an answer that failed: it is asked for again, unless no answer can come any more. */
function retryOf(session: CallSession, response: ModelResponse): ResponseRequest | null {
  const { activeId, sent, spoke } = session.responses
  if (response.status !== 'failed' || activeId !== response.id) return null
  if (isFinalCode(errorOf(response).code) || session.model.failures >= failuresMax) return null
  return sent === null || spoke ? { eventId: 'retry', unlessAnswered: true } : sent
}

function failed(session: CallSession, response: ModelResponse, nowMs: number): Step {
  const error = errorOf(response)
  if (isFinalCode(error.code)) {
    const ending = { reason: 'model-refused', by: 'model', error } as const
    return modelLost(session, { ending, retryable: false }, nowMs)
  }
  const failures = session.model.failures + 1
  const note = relayNote('response.failed', { code: error.code, failures })
  // What is left alone does not count against what the caller says next.
  const counted = failures > failuresMax ? 0 : failures
  return {
    session: { ...session, toolCalls: [], model: { ...session.model, failures: counted } },
    effects: session.responses.pausing ? [note, pause] : [note],
  }
}

/** A moment after a failure whatever waits is asked for again, at its head what failed. */
export function tryResponseAgain(session: CallSession, nowMs: number): Step {
  if (session.phase.name !== 'live') return { session, effects: [] }
  const { responses, effects } = pauseOver(session.responses)
  const model = { ...session.model, silentSinceMs: nowMs }
  return { session: { ...session, responses, model }, effects }
}

function errorOf(response: ModelResponse): { code: string; message: string } {
  const error = response.status_details?.error
  const code = typeof error?.['code'] === 'string' ? error['code'] : 'failed'
  const message = typeof error?.['message'] === 'string' ? error['message'] : 'The response failed.'
  return { code, message }
}

function settleItems(session: CallSession, response: ModelResponse): Step {
  let next = session
  const effects: Effect[] = []
  for (const itemId of itemsOf(session, response)) {
    const { playback, mark } = recordComplete(next.playback, itemId)
    next = { ...next, playback }
    if (mark !== null) effects.push({ to: 'phone', do: 'mark', mark })
    if (lineOf(next.transcript, itemId)?.state !== 'partial') continue
    const change = patchLine(next.transcript, itemId, 'agent', { state: 'final' })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  return { session: next, effects }
}

/** What it says it spoke, and whatever it spoke without saying so: no other can have. */
function itemsOf(session: CallSession, response: ModelResponse): ReadonlySet<string> {
  const said = response.output.map((item) => item.id)
  const { activeId } = session.responses
  if (activeId !== null && activeId !== response.id) return new Set(said)
  const spoken = session.playback.items.filter((item) => item.model === session.model.number)
  return new Set([...said, ...spoken.map((item) => item.itemId)])
}
