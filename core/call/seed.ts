import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Effect, ModelItem } from './effects.ts'
import { endsInAMinute } from './last-minute.ts'
import type { CallSession } from './session.ts'
import { orderedLines } from './transcript.ts'

/** The newest of it is enough to go on, and a prompt has its price. */
const linesMax = 60
const charactersMax = 16_000

/**
 * The conversation so far as text items, for a model session that was not there
 * (audio of the agent cannot be given back: OpenAI's API reference,
 * `conversation.item.create`), then a word on why. Of the agent's lines only what
 * the caller heard.
 */
export function seedConversation(session: CallSession): readonly Effect[] {
  const said = [...session.earlier, ...orderedLines(session.transcript)].flatMap(toItem)
  const isUnderWay = said.length > 0 || (session.opened && session.streamNumber > 0)
  const items = [
    ...newest(said),
    ...(isUnderWay ? [goOn(said.length > 0)] : []),
    ...(session.endsSoon ? [endsInAMinute] : []),
  ]
  return items.map((item) => ({ to: 'model', do: 'createItem', item }))
}

function goOn(isKnown: boolean): ModelItem {
  const soFar = isKnown
    ? 'what was said so far stands above. Go on from there.'
    : 'the call is under way, and what was said so far is not known any more. Go on listening.'
  const text = `The connection to you was interrupted for a moment; ${soFar} Do not greet again, and do not mention the interruption.`
  return { type: 'message', role: 'system', text }
}

function toItem(line: TranscriptLine): ModelItem[] {
  const heard = line.heardChars === null ? line.text : line.text.slice(0, line.heardChars)
  const text = heard.trim()
  if (text === '' || line.state === 'failed') return []
  const cut = line.interrupted && line.heardChars !== null ? `${text} …` : text
  return [{ type: 'message', role: line.role, text: cut }]
}

function newest(items: readonly ModelItem[]): readonly ModelItem[] {
  let characters = 0
  const from = items.findLastIndex((item, index) => {
    characters += item.type === 'message' ? item.text.length : 0
    return characters > charactersMax || items.length - index > linesMax
  })
  return items.slice(from + 1)
}
