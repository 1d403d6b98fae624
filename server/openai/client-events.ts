import type { AgentConfig } from '#contracts/agent.ts'
import type { ResponseRequest } from '#core/call/effects.ts'
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
