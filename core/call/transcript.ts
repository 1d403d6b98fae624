import type { Role, TranscriptLine } from '#contracts/transcript.ts'
import { heardCharacters } from './heard.ts'

/**
 * The ordered text of a call. Order is the conversation's, as the model reports
 * it by item id, whatever order the texts arrive in: a caller's words are often
 * recognised after the agent has begun to answer them.
 */
export type Transcript = {
  /** Every item of the conversation, lines or not, in its order. */
  order: readonly string[]
  /** The newest lines. The others rest in `settled`, so that a word costs the same however long the call is. */
  lines: Lines
  /** How many lines are among the newest. */
  newest: number
  settled: Lines
  /** The place of the first item: streams that carry on a call begin far behind the one before. */
  firstPosition: number
}

type Lines = Readonly<Record<string, TranscriptLine>>

const newestMax = 16

export const emptyTranscript: Transcript = {
  order: [],
  lines: {},
  newest: 0,
  settled: {},
  firstPosition: 0,
}

/** What is known of an item's line; undefined: it has none. */
export function lineOf(transcript: Transcript, itemId: string): TranscriptLine | undefined {
  return transcript.lines[itemId] ?? transcript.settled[itemId]
}

/** A transcript and the lines that became different. */
export type TranscriptChange = { transcript: Transcript; changed: readonly TranscriptLine[] }

/** What may become known of a line. */
export type LinePatch = Partial<
  Pick<TranscriptLine, 'text' | 'state' | 'startMs' | 'endMs' | 'interrupted' | 'heardMs'>
> & { heardChars?: number | null }

/**
 * Puts an item where the conversation has it: after `previousItemId` where that
 * is known (null: first), else at the end, unless it has a place already.
 */
export function placeItem(
  transcript: Transcript,
  itemId: string,
  previousItemId: string | null | undefined,
): TranscriptChange {
  const order = placed(transcript.order, itemId, previousItemId)
  if (order === transcript.order) return { transcript, changed: [] }
  const isLast = order.length > transcript.order.length && order.at(-1) === itemId
  if (isLast) return { transcript: { ...transcript, order }, changed: [] }
  const lines: Record<string, TranscriptLine> = { ...transcript.settled, ...transcript.lines }
  const changed: TranscriptLine[] = []
  order.forEach((id, place) => {
    const line = lines[id]
    const position = transcript.firstPosition + place
    if (!line || line.position === position) return
    lines[id] = { ...line, position }
    changed.push(lines[id])
  })
  const newest = Object.keys(lines).length
  return { transcript: { ...transcript, order, lines, newest, settled: {} }, changed }
}

/** Writes what is known of an item's line, making the line (and its place) when there is none. */
export function patchLine(
  transcript: Transcript,
  itemId: string,
  role: Role,
  patch: LinePatch,
): TranscriptChange {
  const { transcript: base } = placeItem(transcript, itemId, undefined)
  const line =
    lineOf(base, itemId) ?? blankLine(itemId, base.firstPosition + base.order.indexOf(itemId), role)
  const next = { ...line, ...patch }
  return { transcript: withLine(base, next), changed: [next] }
}

function withLine(transcript: Transcript, line: TranscriptLine): Transcript {
  const { lines, newest, settled } = transcript
  const { itemId } = line
  if (lines[itemId] !== undefined) return { ...transcript, lines: { ...lines, [itemId]: line } }
  if (newest < newestMax) {
    return { ...transcript, lines: { ...lines, [itemId]: line }, newest: newest + 1 }
  }
  const rest = { ...settled, ...lines }
  return { ...transcript, lines: { [itemId]: line }, newest: 1, settled: rest }
}

/** Appends to a line that is still being spoken; a final line stays as it is. */
export function appendText(
  transcript: Transcript,
  itemId: string,
  role: Role,
  delta: string,
): TranscriptChange {
  const line = lineOf(transcript, itemId)
  if (line && line.state !== 'partial') return { transcript, changed: [] }
  return patchLine(transcript, itemId, role, { text: (line?.text ?? '') + delta })
}

/** Marks an agent's line as cut off after `heardMs` of `audioMs`, keeping what was generated. */
export function interruptLine(
  transcript: Transcript,
  itemId: string,
  heard: { heardMs: number; audioMs: number },
): TranscriptChange {
  const line = lineOf(transcript, itemId)
  const text = line?.text ?? ''
  return patchLine(transcript, itemId, 'agent', {
    state: 'final',
    interrupted: true,
    heardMs: heard.heardMs,
    heardChars: heardCharacters(text, heard.heardMs, heard.audioMs),
    endMs: line?.startMs == null ? null : line.startMs + heard.heardMs,
  })
}

/** The lines in order, for whoever joins late. */
export function orderedLines(transcript: Transcript): TranscriptLine[] {
  const lines = Object.values({ ...transcript.settled, ...transcript.lines })
  return lines.toSorted((a, b) => a.position - b.position)
}

function placed(
  order: readonly string[],
  itemId: string,
  previousItemId: string | null | undefined,
): readonly string[] {
  const at = order.indexOf(itemId)
  if (previousItemId === undefined) return at === -1 ? [...order, itemId] : order
  const rest = at === -1 ? order : order.filter((id) => id !== itemId)
  const previousAt = previousItemId === null ? -1 : rest.indexOf(previousItemId)
  if (previousItemId !== null && previousAt === -1) return at === -1 ? [...order, itemId] : order
  if (at === previousAt + 1) return order
  return rest.toSpliced(previousAt + 1, 0, itemId)
}

function blankLine(itemId: string, position: number, role: Role): TranscriptLine {
  return {
    itemId,
    position,
    role,
    text: '',
    state: 'partial',
    startMs: null,
    endMs: null,
    interrupted: false,
    heardMs: null,
    heardChars: null,
    withheld: false,
  }
}
