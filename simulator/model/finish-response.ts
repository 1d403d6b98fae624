import { unreachable } from '#core/unreachable.ts'
import { callTool } from './call-tool.ts'
import { findItem, replaceItem } from './conversation.ts'
import { emit, type LiveResponse, type LiveSession } from './live-session.ts'
import { answerTokens, wireUsage } from './usage.ts'
import { wireItem } from './wire-item.ts'

export type Ending =
  | { status: 'completed' }
  | { status: 'incomplete' }
  | { status: 'cancelled'; reason: 'turn_detected' | 'client_cancelled' }
  | { status: 'failed'; cause: unknown }

/** Sends the `.done` events of everything that was begun, then `response.done`. */
export function finishResponse(session: LiveSession, response: LiveResponse, ending: Ending): void {
  const hasBegun = response.hasItem
  response.phase = 'ending'
  const status = ending.status === 'completed' ? 'completed' : 'incomplete'
  response.item = { ...response.item, status }
  if (hasBegun) closeItem(session, response)
  const { input, item, tool } = response
  const called = tool && ending.status === 'completed' ? [callTool(session, response, tool)] : []
  const output = hasBegun ? answerTokens(item.text, item.audioMs) : { text: 0, audio: 0 }
  const usage = wireUsage(input, output, session.readBefore)
  forget(session, response)
  emit(session, {
    type: 'response.done',
    response: {
      ...wireResponse(session, response, ending.status),
      status_details: detailsOf(ending),
      output: hasBegun ? [wireItem(item), ...called] : [],
      usage,
    },
  })
  if (!response.isOutOfBand && hasBegun) session.onAnswered(remainingPlaybackMs(session, response))
}

/** A response as events carry it. */
export function wireResponse(
  session: LiveSession,
  response: LiveResponse,
  status: string,
): Record<string, unknown> {
  const voice = typeof response.voice === 'string' ? response.voice : response.voice.id
  return {
    object: 'realtime.response',
    id: response.id,
    status,
    status_details: null,
    output: [],
    ...(response.isOutOfBand ? {} : { conversation_id: session.conversationId }),
    output_modalities: [response.item.modality],
    max_output_tokens: response.maxOutputTokens,
    audio: { output: { format: response.format, voice } },
    usage: null,
    metadata: response.overrides.metadata ?? null,
  }
}

function closeItem(session: LiveSession, response: LiveResponse): void {
  const { item } = response
  const place = { response_id: response.id, output_index: 0 }
  const inPart = { ...place, item_id: item.id, content_index: 0 }
  if (item.modality === 'audio') {
    emit(session, { type: 'response.output_audio.done', ...inPart })
    const type = 'response.output_audio_transcript.done'
    emit(session, { type, ...inPart, transcript: item.text })
  } else {
    emit(session, { type: 'response.output_text.done', ...inPart, text: item.text })
  }
  const part =
    item.modality === 'audio'
      ? { type: 'audio', transcript: item.text }
      : { type: 'text', text: item.text }
  emit(session, { type: 'response.content_part.done', ...inPart, part })
  if (!response.isOutOfBand) closeConversationItem(session, response)
  emit(session, { type: 'response.output_item.done', ...place, item: wireItem(item) })
}

function closeConversationItem(session: LiveSession, response: LiveResponse): void {
  const { item } = response
  const present = findItem(session.conversation, item.id)
  if (present?.kind !== 'answer') return
  const kept = response.isTruncated ? { ...present, status: item.status } : item
  session.conversation = replaceItem(session.conversation, kept)
  const at = session.conversation.findIndex(({ id }) => id === item.id)
  emit(session, {
    type: 'conversation.item.done',
    previous_item_id: session.conversation[at - 1]?.id ?? null,
    item: wireItem(item),
  })
}

function forget(session: LiveSession, response: LiveResponse): void {
  if (response.isOutOfBand) {
    session.outOfBand.delete(response.id)
    return
  }
  if (session.active === response) session.active = undefined
  session.readBefore = response.input
}

function detailsOf(ending: Ending): Record<string, unknown> | null {
  switch (ending.status) {
    case 'completed':
      return null
    case 'incomplete':
      return { type: 'incomplete', reason: 'max_output_tokens' }
    case 'cancelled':
      return { type: 'cancelled', reason: ending.reason }
    case 'failed':
      return { type: 'failed', error: { type: 'server_error', code: 'server_error' } }
    default:
      return unreachable(ending)
  }
}

function remainingPlaybackMs(session: LiveSession, response: LiveResponse): number {
  if (response.firstAudioAtMs === undefined) return 0
  const endsAtMs = response.firstAudioAtMs + response.item.audioMs
  return Math.max(0, endsAtMs - session.ports.clock.nowMs())
}
