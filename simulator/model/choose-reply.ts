import type { Item, WrittenItem } from './conversation.ts'
import type { Heard } from './recogniser.ts'
import type { Reply, Script } from './script.ts'
import {
  ANYTHING_ELSE,
  answerToInstructions,
  answerToSpeech,
  answerToText,
  OPENING,
  STILL_THERE,
} from './small-talk.ts'

/** What a response is made from: the items it may see, and its own instructions. */
export type ReplyContext = {
  items: readonly Item[]
  instructions: string | undefined
  heardIn: (itemId: string) => Promise<Heard | undefined>
  script: Script
}

/**
 * Chooses the words of a response: the exact text its instructions ask for, else the answer to the last
 * thing the other side said since the model's last answer, else the rest of a scripted answer that was
 * broken off, as in a session that replaces a lost one, else an opening or a question.
 */
export async function chooseReply(context: ReplyContext): Promise<Reply> {
  const exact = exactText(context.instructions)
  if (exact !== undefined) return withReading(exact, context.script)
  const open = unanswered(context.items)
  if (open) return answerTo(open, context)
  const rest = brokenOff(context)
  if (rest) return rest
  if (context.instructions !== undefined) {
    return { reply: answerToInstructions(context.instructions) }
  }
  return { reply: context.items.length === 0 ? OPENING : ANYTHING_ELSE }
}

/** The words that instructions ask for: between triple quotes after "say exactly", or after "Say ...:". */
export function exactText(instructions: string | undefined): string | undefined {
  if (instructions === undefined) return undefined
  const fenced = /\bsay (?:exactly|verbatim)\b[^]*?"""\s*([^]*?)\s*"""/i.exec(instructions)?.[1]
  const afterColon = /^\s*say\b[^:"]*[:"]\s*"?([^"]+?)"?\s*$/i.exec(instructions)?.[1]
  return fenced ?? afterColon
}

function withReading(reply: string, script: Script): Reply {
  const spoken = script.readingOf(reply)
  return spoken === undefined ? { reply } : { reply, spoken }
}

function unanswered(items: readonly Item[]): Item | undefined {
  const lastAnswer = items.findLastIndex((item) => item.kind === 'answer' || isFromAssistant(item))
  return items.slice(lastAnswer + 1).findLast((item) => item.kind === 'spoken' || isQuestion(item))
}

/** The last words are the agent's own, typed by the client, and a scripted answer goes on after them. */
function brokenOff({ items, script }: ReplyContext): Reply | undefined {
  const messages = items.filter((item) => item.kind !== 'written' || speakerOf(item) !== undefined)
  const [question, said] = messages.slice(-2)
  if (question?.kind !== 'written' || said?.kind !== 'written') return undefined
  if (speakerOf(question) !== 'user' || speakerOf(said) !== 'assistant') return undefined
  return script.restOf(textOf(question) ?? '', textOf(said) ?? '')
}

function speakerOf(item: Item): 'user' | 'assistant' | undefined {
  if (item.kind !== 'written' || item.item.type !== 'message') return undefined
  return item.item.role === 'system' ? undefined : item.item.role
}

function isFromAssistant(item: Item): boolean {
  if (item.kind !== 'written') return false
  return item.item.type === 'message' && item.item.role === 'assistant'
}

function isQuestion(item: Item): boolean {
  if (item.kind !== 'written') return false
  if (item.item.type === 'function_call_output') return true
  return item.item.type === 'message' && item.item.role === 'user'
}

async function answerTo(item: Item, context: ReplyContext): Promise<Reply> {
  if (item.kind === 'written') return answerToWritten(item, context)
  const heard = await context.heardIn(item.id)
  if (heard?.type === 'line') return heard.answer
  if (heard?.type === 'speech') return { reply: answerToSpeech(heard.spokenMs) }
  return { reply: STILL_THERE }
}

async function answerToWritten(written: WrittenItem, context: ReplyContext): Promise<Reply> {
  const text = textOf(written)
  if (text !== undefined) return context.script.answerTo(text) ?? { reply: answerToText(text) }
  const heard = await context.heardIn(written.id)
  if (heard?.type === 'line') return heard.answer
  return { reply: 'Thank you, I have received that.' }
}

/** The words of a message, or of a tool's result; undefined where there are none. */
function textOf({ item }: WrittenItem): string | undefined {
  if (item.type !== 'message') return undefined
  const texts = item.content.flatMap((part) => ('text' in part ? [part.text] : []))
  return texts.length === 0 ? undefined : texts.join(' ')
}
