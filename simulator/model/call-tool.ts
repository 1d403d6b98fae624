import { insertItem, replaceItem, type WrittenItem } from './conversation.ts'
import { emit, newId, type LiveResponse, type LiveSession } from './live-session.ts'
import type { FunctionTool } from './session-schema.ts'
import { wireItem } from './wire-item.ts'

/** The tool by which an agent hangs up, if this response may use it. */
export function endCallTool(
  session: LiveSession,
  { overrides }: Pick<LiveResponse, 'overrides'>,
): FunctionTool | undefined {
  if ((overrides.tool_choice ?? session.config.tool_choice) === 'none') return undefined
  const tools = overrides.tools ?? session.config.tools
  return tools.find(
    (tool): tool is FunctionTool => tool.type === 'function' && tool.name === END_CALL,
  )
}

const END_CALL = 'end_call'
/** Arguments arrive in pieces of about this many characters. */
const DELTA_LENGTH = 12

/** Sends a tool call as the response's second item, and answers that item as `response.done` lists it. */
export function callTool(
  session: LiveSession,
  response: LiveResponse,
  tool: FunctionTool,
): Record<string, unknown> {
  const place = { response_id: response.id, output_index: 1 }
  const callId = newId('call')
  const begun = calledItem(newId('item'), callId, tool.name, '', 'in_progress')
  emit(session, { type: 'response.output_item.added', ...place, item: wireItem(begun) })
  const previous = keep(session, response, begun)
  const written = argumentsFor(tool)
  const inCall = { ...place, item_id: begun.id, call_id: callId }
  for (const delta of written.match(new RegExp(`.{1,${DELTA_LENGTH}}`, 'gs')) ?? []) {
    emit(session, { type: 'response.function_call_arguments.delta', ...inCall, delta })
  }
  const done = { ...inCall, name: tool.name, arguments: written }
  emit(session, { type: 'response.function_call_arguments.done', ...done })
  const item = calledItem(begun.id, callId, tool.name, written, 'completed')
  session.conversation = replaceItem(session.conversation, item)
  if (!response.isOutOfBand) {
    emit(session, { type: 'conversation.item.done', ...previous, item: wireItem(item) })
  }
  emit(session, { type: 'response.output_item.done', ...place, item: wireItem(item) })
  return wireItem(item)
}

function keep(session: LiveSession, response: LiveResponse, item: WrittenItem) {
  const inserted = insertItem(session.conversation, item)
  const previous = { previous_item_id: inserted.ok ? inserted.previousItemId : null }
  if (response.isOutOfBand || !inserted.ok) return previous
  session.conversation = inserted.conversation
  emit(session, { type: 'conversation.item.added', ...previous, item: wireItem(item) })
  return previous
}

function calledItem(
  id: string,
  callId: string,
  name: string,
  written: string,
  status: 'in_progress' | 'completed',
): WrittenItem {
  const item = { id, type: 'function_call', status, call_id: callId, name, arguments: written }
  return { kind: 'written', id, item: { ...item, type: 'function_call' } }
}

/** Fills in what the tool's JSON schema requires, as far as it is words. */
function argumentsFor({ parameters }: FunctionTool): string {
  const required = Array.isArray(parameters?.['required']) ? parameters['required'] : []
  return JSON.stringify(Object.fromEntries(required.map((name) => [String(name), REASON])))
}

const REASON = 'Both sides have said goodbye.'
