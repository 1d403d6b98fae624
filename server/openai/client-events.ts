import type { AgentConfig } from '#contracts/agent.ts'
import type { ModelItem, ResponseRequest } from '#core/call/effects.ts'
import { unreachable } from '#core/unreachable.ts'
import { renderSession, type SessionLimits } from './session-config.ts'

/**
 * The client events that we send, ready for the socket (OpenAI's API reference,
 * "Realtime client events"). `append` is built by hand: it runs fifty times a
 * second and a call, and its payload has been checked to be base64.
 */
export const clientEvents = {
  append: (payload: string) => `{"type":"input_audio_buffer.append","audio":"${payload}"}`,

  commit: () => JSON.stringify({ type: 'input_audio_buffer.commit' }),

  configure: (config: AgentConfig, limits: SessionLimits) =>
    JSON.stringify({
      type: 'session.update',
      event_id: 'configure',
      session: renderSession(config, limits),
    }),

  createItem: (item: ModelItem) =>
    JSON.stringify({ type: 'conversation.item.create', event_id: 'item', item: renderItem(item) }),

  createResponse: (request: ResponseRequest) =>
    JSON.stringify({
      type: 'response.create',
      event_id: request.eventId,
      response: {
        ...(request.instructions === undefined ? {} : { instructions: request.instructions }),
        ...(request.maxResponseTokens === undefined
          ? {}
          : { max_output_tokens: request.maxResponseTokens }),
      },
    }),

  truncate: (itemId: string, audioEndMs: number) =>
    JSON.stringify({
      type: 'conversation.item.truncate',
      item_id: itemId,
      content_index: 0,
      audio_end_ms: audioEndMs,
    }),
}

/** Of the agent only text can be given back: `output_text` (OpenAI's API reference, "conversation.item.create"). */
function renderItem(item: ModelItem) {
  switch (item.type) {
    case 'toolResult':
      return { type: 'function_call_output', call_id: item.toolCallId, output: item.output }
    case 'message': {
      const type = item.role === 'agent' ? 'output_text' : 'input_text'
      return { type: 'message', role: roles[item.role], content: [{ type, text: item.text }] }
    }
    default:
      return unreachable(item)
  }
}

const roles = { caller: 'user', agent: 'assistant', system: 'system' } as const
