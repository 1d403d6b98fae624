import { unreachable } from '#core/unreachable.ts'
import type { ClientEvent, ClientEventOf } from './client-events.ts'
import { clearInput, hearAudio, resetDetector } from './hear.ts'
import { announceItem, commitHeld, recognise } from './commit-turn.ts'
import {
  findItem,
  insertItem,
  noSuchItem,
  replaceItem,
  truncateAnswer,
  type WrittenItem,
} from './conversation.ts'
import { emit, refuse, wireSession, type LiveSession } from './live-session.ts'
import { cancelResponse, startResponse } from './respond.ts'
import { writtenItem } from './response-context.ts'
import { mergeSession } from './session-config.ts'
import { refusal } from './wire-error.ts'
import { wireItem } from './wire-item.ts'

/** Does what one event of the client asks for, or answers it with an error. */
export function handleEvent(session: LiveSession, event: ClientEvent): void {
  const eventId = event.event_id ?? null
  switch (event.type) {
    case 'session.update':
      return updateSession(session, event, eventId)
    case 'input_audio_buffer.append':
      return hearAudio(session, Buffer.from(event.audio, 'base64'))
    case 'input_audio_buffer.commit':
      return commitHeld(session, eventId)
    case 'input_audio_buffer.clear':
      return clearInput(session)
    case 'output_audio_buffer.clear':
      return refuse(session, NO_OUTPUT_BUFFER, eventId)
    case 'conversation.item.create':
      return createItem(session, event, eventId)
    case 'conversation.item.retrieve':
      return retrieveItem(session, event.item_id, eventId)
    case 'conversation.item.truncate':
      return truncateItem(session, event, eventId)
    case 'conversation.item.delete':
      return deleteItem(session, event.item_id, eventId)
    case 'response.create':
      return startResponse(session, event.response ?? {}, eventId)
    case 'response.cancel':
      return cancelById(session, event.response_id, eventId)
    default:
      return unreachable(event)
  }
}

const NO_OUTPUT_BUFFER = refusal(
  'invalid_value',
  'output_audio_buffer.clear is only supported over WebRTC and SIP.',
  'type',
)

function updateSession(
  session: LiveSession,
  { session: update }: ClientEventOf<'session.update'>,
  eventId: string | null,
): void {
  const before = session.config.audio.input
  const merged = mergeSession(session.config, update, {
    hasAssistantAudio: session.hasAssistantAudio,
    isResponding: session.active !== undefined,
  })
  if (!merged.ok) return refuse(session, merged.error, eventId)
  session.config = merged.config
  const { format, turn_detection: detection } = merged.config.audio.input
  session.input.setFormat(format)
  const isOtherDetector = detection?.type !== before.turn_detection?.type
  if (format.type !== before.format.type || isOtherDetector) resetDetector(session)
  if (isOtherDetector) session.stopIdleTimer()
  emit(session, { type: 'session.updated', session: wireSession(session) })
}

function createItem(
  session: LiveSession,
  event: ClientEventOf<'conversation.item.create'>,
  eventId: string | null,
): void {
  const item = writtenItem(event.item)
  const inserted = insertItem(session.conversation, item, event.previous_item_id)
  if (!inserted.ok) return refuse(session, inserted.error, eventId)
  session.conversation = inserted.conversation
  const audio = audioOf(item)
  if (audio) session.heard.set(item.id, recognise(session, audio))
  announceItem(session, item, inserted.previousItemId)
}

function audioOf({ item }: WrittenItem): Uint8Array | undefined {
  if (item.type !== 'message' || item.role !== 'user') return undefined
  const part = item.content.find(({ type }) => type === 'input_audio')
  return part?.type === 'input_audio' ? Buffer.from(part.audio, 'base64') : undefined
}

function retrieveItem(session: LiveSession, itemId: string, eventId: string | null): void {
  const item = findItem(session.conversation, itemId)
  if (!item) return refuse(session, noSuchItem('retrieve', itemId), eventId)
  emit(session, { type: 'conversation.item.retrieved', item: wireItem(item, { withAudio: true }) })
}

function truncateItem(
  session: LiveSession,
  event: ClientEventOf<'conversation.item.truncate'>,
  eventId: string | null,
): void {
  const { item_id, content_index, audio_end_ms } = event
  const item = findItem(session.conversation, item_id)
  if (!item) return refuse(session, noSuchItem('truncate', item_id), eventId)
  const truncated = truncateAnswer(item, content_index, audio_end_ms)
  if (!truncated.ok) return refuse(session, truncated.error, eventId)
  session.conversation = replaceItem(session.conversation, truncated.item)
  if (session.active?.item.id === item_id) session.active.isTruncated = true
  emit(session, { type: 'conversation.item.truncated', item_id, content_index, audio_end_ms })
}

function deleteItem(session: LiveSession, itemId: string, eventId: string | null): void {
  if (!findItem(session.conversation, itemId)) {
    return refuse(session, noSuchItem('delete', itemId), eventId)
  }
  session.conversation = session.conversation.filter(({ id }) => id !== itemId)
  session.heard.delete(itemId)
  emit(session, { type: 'conversation.item.deleted', item_id: itemId })
}

function cancelById(
  session: LiveSession,
  responseId: string | undefined,
  eventId: string | null,
): void {
  const isActive = responseId === undefined || session.active?.id === responseId
  const response = isActive ? session.active : session.outOfBand.get(responseId)
  if (response) return cancelResponse(session, response, 'client_cancelled')
  const message = 'Cancellation failed: no active response found'
  refuse(session, refusal('response_cancel_not_active', message), eventId)
}
