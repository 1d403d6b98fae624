import { streamFrameSchema, type StreamFrame } from '#contracts/media-frames.ts'
import { isBase64 } from '#core/audio/is-base64.ts'

/** A message of the media stream, parsed. */
export type ParsedFrame =
  | { kind: 'audio'; payload: string; timestampMs: number; sequenceNumber: number | undefined }
  | { kind: 'frame'; frame: StreamFrame }
  | { kind: 'unknown'; event: string }
  | { kind: 'malformed'; event: string; problem: string }

/**
 * Never throws: a malformed message costs that message, never the call. The
 * caller's audio, fifty messages a second, is picked out of the text as the carrier
 * writes it, and looked at by hand where it is written otherwise, as marks are: JSON
 * costs twice as much, and the schema, which says the same, four times more. Whatever
 * is not quite as expected is left to the schema, which then says what is wrong with it.
 */
export function parseStreamFrame(text: string): ParsedFrame {
  const audio = pickAudio(text)
  if (audio !== null) return audio
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    return { kind: 'malformed', event: 'unparsable', problem: 'not JSON' }
  }
  return readAudio(raw) ?? readMark(raw) ?? readFrame(raw)
}

/**
 * Field after field as the carrier sends them (its docs put the stream's id in either place), with
 * or without a space between them: nothing else is this text.
 */
const audioFrame =
  /^\{"event": ?"media", ?"sequenceNumber": ?"(\d{1,15})", ?(?:"streamSid": ?"\w+", ?)?"media": ?\{"track": ?"inbound", ?"chunk": ?"\d+", ?"timestamp": ?"(\d{1,15})", ?"payload": ?"([A-Za-z0-9+/]*={0,2})"\}(?:, ?"streamSid": ?"\w+")?\}$/

/** The caller's audio, if `text` is that and written as ever; null: anything else. */
export function pickAudio(text: string): Extract<ParsedFrame, { kind: 'audio' }> | null {
  const found = audioFrame.exec(text)
  if (found === null) return null
  const [, sequenceNumber, timestampMs, payload = ''] = found
  if (payload.length % 4 !== 0) return null
  return {
    kind: 'audio',
    payload,
    timestampMs: Number(timestampMs),
    sequenceNumber: Number(sequenceNumber),
  }
}

function readAudio(raw: unknown): Extract<ParsedFrame, { kind: 'audio' }> | null {
  if (!isObject(raw) || raw['event'] !== 'media') return null
  const media = raw['media']
  if (!isObject(media)) return null
  const { track, payload, timestamp } = media
  // A track that is not the caller's would be the agent hearing itself.
  if (track !== undefined && track !== 'inbound') return null
  if (typeof payload !== 'string' || !isBase64(payload)) return null
  const timestampMs = countOf(timestamp)
  const sequenceNumber = countOf(raw['sequenceNumber'])
  if (timestampMs === undefined) return null
  if (sequenceNumber === undefined && raw['sequenceNumber'] !== undefined) return null
  return { kind: 'audio', payload, timestampMs, sequenceNumber }
}

function readMark(raw: unknown): Extract<ParsedFrame, { kind: 'frame' }> | null {
  if (!isObject(raw) || raw['event'] !== 'mark') return null
  const mark = raw['mark']
  if (!isObject(mark) || typeof mark['name'] !== 'string') return null
  const sequenceNumber = countOf(raw['sequenceNumber'])
  if (sequenceNumber === undefined) return null
  return { kind: 'frame', frame: { event: 'mark', sequenceNumber, mark: { name: mark['name'] } } }
}

/** Numbers come as strings; undefined: none, or no whole number from 0. */
function countOf(value: unknown): number | undefined {
  const count = typeof value === 'string' && digits.test(value) ? Number(value) : value
  if (typeof count !== 'number') return undefined
  return Number.isSafeInteger(count) && count >= 0 ? count : undefined
}

const digits = /^\d+$/

function readFrame(raw: unknown): ParsedFrame {
  const parsed = streamFrameSchema.safeParse(raw)
  if (parsed.success) return { kind: 'frame', frame: parsed.data }
  const event = eventOf(raw)
  if (event !== null && !knownEvents.has(event)) return { kind: 'unknown', event }
  const issue = parsed.error.issues[0]
  return {
    kind: 'malformed',
    event: event ?? 'untyped',
    problem: `${issue?.path.join('.')}: ${issue?.message}`,
  }
}

const knownEvents: ReadonlySet<string> = new Set(
  streamFrameSchema.options.map((option) => option.shape.event.value),
)

function eventOf(raw: unknown): string | null {
  if (!isObject(raw)) return null
  const event = raw['event']
  return typeof event === 'string' ? event.slice(0, 100) : null
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
