import { bytesPerMs, type AudioFormat } from './audio-format.ts'
import type { ClientItem } from './item-schema.ts'
import { refusal, type WireError } from './wire-error.ts'

type WithId<T> = T extends unknown ? Omit<T, 'id'> & { id: string } : never
type Status = 'completed' | 'incomplete' | 'in_progress'

/** Speech of the caller: what was heard in it, for the model alone, and its audio. */
export type SpokenItem = {
  kind: 'spoken'
  id: string
  audio: Uint8Array
  audioMs: number
  transcript: string | undefined
}

/** An answer of the model. `audioMs` is what has been generated and not been cut off since. */
export type AnswerItem = {
  kind: 'answer'
  id: string
  modality: 'audio' | 'text'
  status: Status
  text: string
  format: AudioFormat
  audio: Uint8Array[]
  audioMs: number
}

/** An item as the client wrote it. */
export type WrittenItem = { kind: 'written'; id: string; item: WithId<ClientItem> }

export type Item = SpokenItem | AnswerItem | WrittenItem

/** The items of a conversation in their order, which is not always the order of arrival. */
export type Conversation = readonly Item[]

export type Inserted =
  | { ok: true; conversation: Conversation; previousItemId: string | null }
  | { ok: false; error: WireError }

/** Puts an item after another: after the last one by default, first of all after `root`. */
export function insertItem(
  conversation: Conversation,
  item: Item,
  previousItemId?: string | null,
): Inserted {
  if (conversation.some(({ id }) => id === item.id)) {
    const message = `Error adding item: an item with id '${item.id}' already exists.`
    return { ok: false, error: refusal('item_create_duplicate_id', message, 'item.id') }
  }
  const position = positionAfter(conversation, previousItemId)
  if (position === undefined) {
    const message = `Error adding item: the previous item with id '${previousItemId}' does not exist.`
    return { ok: false, error: refusal('invalid_value', message, 'previous_item_id') }
  }
  return {
    ok: true,
    conversation: conversation.toSpliced(position, 0, item),
    previousItemId: conversation[position - 1]?.id ?? null,
  }
}

function positionAfter(
  conversation: Conversation,
  previousItemId: string | null | undefined,
): number | undefined {
  if (previousItemId === undefined || previousItemId === null) return conversation.length
  if (previousItemId === 'root') return 0
  const at = conversation.findIndex(({ id }) => id === previousItemId)
  return at === -1 ? undefined : at + 1
}

/** The same conversation with one item put in another's place. */
export function replaceItem(conversation: Conversation, item: Item): Conversation {
  return conversation.map((present) => (present.id === item.id ? item : present))
}

export function findItem(conversation: Conversation, itemId: string): Item | undefined {
  return conversation.find(({ id }) => id === itemId)
}

/** The error for an id that the conversation does not hold. */
export function noSuchItem(verb: 'retrieve' | 'truncate' | 'delete', itemId: string): WireError {
  const message = `Error in item ${verb}: the item with id '${itemId}' does not exist.`
  return refusal(`item_${verb}_invalid_item_id`, message, 'item_id')
}

export type Truncated = { ok: true; item: AnswerItem } | { ok: false; error: WireError }

/**
 * Cuts an answer off at what was heard of it: audio beyond `audioEndMs` goes, and the text goes as a
 * whole, since nobody knows which words were left. Only the model's audio can be cut, and only shorter.
 */
export function truncateAnswer(item: Item, contentIndex: number, audioEndMs: number): Truncated {
  if (item.kind !== 'answer' || item.modality !== 'audio') {
    const message = 'Only model output audio messages can be truncated.'
    return { ok: false, error: refusal('invalid_value', message, 'item_id') }
  }
  if (contentIndex !== 0) {
    const message = `Content index ${contentIndex} does not exist: the message has one part.`
    return { ok: false, error: refusal('invalid_value', message, 'content_index') }
  }
  if (audioEndMs > item.audioMs) {
    const message = `Audio content of ${Math.floor(item.audioMs)}ms is already shorter than ${audioEndMs}ms`
    return { ok: false, error: refusal('invalid_value', message, 'audio_end_ms') }
  }
  const audio = Buffer.concat(item.audio).subarray(0, audioEndMs * bytesPerMs(item.format))
  return { ok: true, item: { ...item, audio: [audio], audioMs: audioEndMs, text: '' } }
}
