import type { ModelEvent } from '#contracts/model-events.ts'
import { configure } from './configure.ts'
import { relayNote, type Effect } from './effects.ts'
import { endCall } from './end-call.ts'
import { isFinalCode } from './model-error.ts'
import { recordComplete } from './playback.ts'
import { responseDone } from './responses.ts'
import type { CallSession, Step } from './session.ts'
import { showLines } from './show-lines.ts'
import { noteToolCall, runToolCalls } from './tool-calls.ts'
import { patchLine } from './transcript.ts'
import { turnDone } from './turns.ts'
import { responseUsage } from './usage.ts'

type ModelResponse = Extract<ModelEvent, { type: 'response.done' }>['response']

/** A failed response is asked for again so many times in a row. */
const failuresMax = 2
const retryAfterMs = 1_000

/**
 * A response is over, spoken to its end or not: its items are settled, it is
 * paid for, what it asked for is done, the next may begin.
 */
export function responseEnded(session: CallSession, response: ModelResponse, nowMs: number): Step {
  const settled = settleItems(session, response)
  const { spoke } = session.responses
  const change = responseDone(settled.session.responses, response.id)
  const effects: Effect[] = [...settled.effects]
  if (response.usage) {
    const usage = responseUsage(response, session.config.model, response.usage)
    effects.push({ to: 'store', do: 'saveUsage', usage })
  }
  const turn = turnDone(settled.session.turns, {
    responseId: response.id,
    inputTokens: response.usage?.input_tokens ?? 0,
    outputTokens: response.usage?.output_tokens ?? 0,
  })
  if (turn.changed !== null) effects.push({ to: 'store', do: 'saveTurn', turn: turn.changed })
  if (session.configureAfterResponse) effects.push(configure(session))
  const next: CallSession = {
    ...settled.session,
    responses: change.responses,
    turns: turn.turns,
    configureAfterResponse: false,
    // A cancelled response was cut off by a turn of the caller's, whose answer is yet to come.
    answerDue: session.answerDue && response.status === 'cancelled',
  }
  const after = followUp(next, response, spoke, nowMs)
  return { session: after.session, effects: [...effects, ...change.effects, ...after.effects] }
}

function followUp(
  session: CallSession,
  response: ModelResponse,
  spoke: boolean,
  nowMs: number,
): Step {
  if (response.status === 'failed') return responseFailed(session, response, nowMs)
  if (response.status !== 'completed') {
    return { session: { ...session, toolCalls: [] }, effects: [] }
  }
  const told = response.output
    .filter((item) => item.type === 'function_call')
    .reduce(noteToolCall, session)
  return runToolCalls(told, spoke, nowMs)
}

/** The caller waits for an answer that failed: it is asked for again, unless no answer can come any more. */
function responseFailed(session: CallSession, response: ModelResponse, nowMs: number): Step {
  const error = response.status_details?.error
  const code = typeof error?.['code'] === 'string' ? error['code'] : 'failed'
  const message = typeof error?.['message'] === 'string' ? error['message'] : 'The response failed.'
  if (isFinalCode(code)) {
    const ending = { reason: 'model-refused', by: 'model', error: { code, message } } as const
    return endCall(session, ending, nowMs)
  }
  const failures = session.model.failures + 1
  const next = { ...session, toolCalls: [], model: { ...session.model, failures } }
  const note = relayNote('response.failed', { code, failures })
  if (failures > failuresMax) return { session: next, effects: [note] }
  return {
    session: next,
    effects: [note, { to: 'clock', do: 'wake', timer: 'retryResponse', afterMs: retryAfterMs }],
  }
}

function settleItems(session: CallSession, response: ModelResponse): Step {
  let next = session
  const effects: Effect[] = []
  for (const item of response.output) {
    const { playback, mark } = recordComplete(next.playback, item.id)
    next = { ...next, playback }
    if (mark !== null) effects.push({ to: 'phone', do: 'mark', mark })
    if (next.transcript.lines[item.id]?.state !== 'partial') continue
    const change = patchLine(next.transcript, item.id, 'agent', { state: 'final' })
    next = { ...next, transcript: change.transcript }
    effects.push(...showLines(next, change.changed))
  }
  return { session: next, effects }
}
