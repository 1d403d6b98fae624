import { renderInstructions } from '../agent/instructions.ts'
import { endCallTool } from '../agent/end-call-tool.ts'
import { closeAfter } from './closing.ts'
import type { Effect } from './effects.ts'
import { askForResponse } from './responses.ts'
import type { CallSession, Step, ToolCall } from './session.ts'

/** Notes a tool call of the response under way; the model tells of each one several times. */
export function noteToolCall(
  session: CallSession,
  call: { call_id?: string | undefined; name?: string | undefined },
): CallSession {
  const { call_id: toolCallId, name } = call
  if (toolCallId === undefined || name === undefined || name === '') return session
  if (session.toolCalls.some((one) => one.toolCallId === toolCallId)) return session
  return { ...session, toolCalls: [...session.toolCalls, { toolCallId, name }] }
}

/**
 * Carries out what a finished response asked for. Only now: a response that was
 * cut off asks for nothing, and before it is done no other may begin.
 */
export function runToolCalls(session: CallSession, spoke: boolean, nowMs: number): Step {
  const calls = session.toolCalls
  if (calls.length === 0) return { session, effects: [] }
  const rest = { ...session, toolCalls: [] }
  const ends = calls.find((call) => call.name === endCallTool.name)
  const others = calls.filter((call) => call !== ends).map(refusal)
  if (ends !== undefined && session.config.mayEndCall) {
    const ending = { reason: 'agent-ended', by: 'agent' } as const
    // Once answered, a tool call cannot be answered otherwise.
    const toolCallId = spoke ? ends.toolCallId : null
    return closeAfter(goodbye(rest, ends, others, spoke, nowMs), { ending, toolCallId }, nowMs)
  }
  const refused = ends === undefined ? others : [...others, refusal(ends)]
  const asked = askForResponse(rest, { eventId: 'tools', unlessAnswered: true }, nowMs)
  return { ...asked, effects: [...refused, ...asked.effects] }
}

/** An agent that hangs up without a word is asked for one. */
function goodbye(
  session: CallSession,
  call: ToolCall,
  others: readonly Effect[],
  spoke: boolean,
  nowMs: number,
): Step {
  if (spoke || session.closing !== null) return { session, effects: others }
  const result: Effect = {
    to: 'model',
    do: 'createItem',
    item: { type: 'toolResult', toolCallId: call.toolCallId, output: '{"ended":true}' },
  }
  const { config } = session
  const instructions = renderInstructions({
    strict: config.strict,
    instructions: `${config.instructions.trim()}\n\nThe call ends now. Say a short goodbye that fits the conversation, in its language, and nothing else.`,
  })
  const asked = askForResponse(session, { eventId: 'goodbye', instructions }, nowMs)
  return { ...asked, effects: [...others, result, ...asked.effects] }
}

function refusal(call: ToolCall): Effect {
  const output = '{"error":"There is no such tool here. Go on without it."}'
  return {
    to: 'model',
    do: 'createItem',
    item: { type: 'toolResult', toolCallId: call.toolCallId, output },
  }
}
