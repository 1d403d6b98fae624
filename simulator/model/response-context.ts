import type { ResponseOverrides } from './client-events.ts'
import { findItem, type Item, type WrittenItem } from './conversation.ts'
import type { ClientItem } from './item-schema.ts'
import { newId, type LiveSession } from './live-session.ts'
import { canReason } from './model-catalog.ts'
import { unreasonable, voiceLocked } from './session-config.ts'
import { refusal, type WireError } from './wire-error.ts'

/** The items a response may see: the conversation, or what `input` puts in its place. */
export function responseContext(session: LiveSession, overrides: ResponseOverrides): Item[] {
  if (!overrides.input) return [...session.conversation]
  return overrides.input.flatMap((entry) => {
    if (entry.type !== 'item_reference') return [writtenItem(entry)]
    const item = findItem(session.conversation, entry.id)
    return item ? [item] : []
  })
}

/** A client's item with an id: its own, or a new one. */
export function writtenItem(item: ClientItem): WrittenItem {
  const id = item.id ?? newId('item')
  return { kind: 'written', id, item: { ...item, id } }
}

/** What the overrides of a response ask for that the session cannot do. */
export function findOverrideConflict(
  session: LiveSession,
  overrides: ResponseOverrides,
): WireError | undefined {
  if (overrides.reasoning && !canReason(session.config.model)) {
    return unreasonable('response.reasoning')
  }
  const voice = overrides.audio?.output?.voice
  const isSameVoice = JSON.stringify(voice) === JSON.stringify(session.config.audio.output.voice)
  if (voice !== undefined && !isSameVoice && session.hasAssistantAudio) {
    return voiceLocked('response.audio.output.voice')
  }
  const lost = overrides.input?.find(
    (entry) =>
      entry.type === 'item_reference' && findItem(session.conversation, entry.id) === undefined,
  )
  if (!lost) return undefined
  const message = `The item with id '${lost.id}' does not exist.`
  return refusal('invalid_value', message, 'response.input')
}
