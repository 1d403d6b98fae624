import { unreachable } from '#core/unreachable.ts'
import type { AnswerItem, Item, SpokenItem } from './conversation.ts'

/** An item as events carry it. Audio travels only when the item is retrieved. */
export function wireItem(
  item: Item,
  options: { withAudio?: boolean } = {},
): Record<string, unknown> {
  switch (item.kind) {
    case 'spoken':
      return { ...messageOf(item.id, 'user', 'completed'), content: [spokenPart(item, options)] }
    case 'answer':
      return {
        ...messageOf(item.id, 'assistant', item.status),
        content: answerContent(item, options),
      }
    case 'written':
      return { object: 'realtime.item', status: 'completed', ...item.item }
    default:
      return unreachable(item)
  }
}

function messageOf(id: string, role: 'user' | 'assistant', status: string) {
  return { id, object: 'realtime.item', type: 'message', status, role }
}

function spokenPart(item: SpokenItem, { withAudio }: { withAudio?: boolean }) {
  return {
    type: 'input_audio',
    ...(item.transcript === undefined ? {} : { transcript: item.transcript }),
    ...(withAudio === true ? { audio: Buffer.from(item.audio).toString('base64') } : {}),
  }
}

function answerContent(item: AnswerItem, { withAudio }: { withAudio?: boolean }) {
  if (item.status === 'in_progress') return []
  if (item.modality === 'text') return [{ type: 'output_text', text: item.text }]
  const audio = withAudio === true ? { audio: Buffer.concat(item.audio).toString('base64') } : {}
  return [{ type: 'output_audio', transcript: item.text, ...audio }]
}
