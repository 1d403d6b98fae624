import { modelEventSchema, type ModelEvent } from '#contracts/model-events.ts'
import { isBase64 } from '#core/audio/is-base64.ts'

/** A frame of the model's, parsed: an event we act on, a legal one we do not know, or a broken one. */
export type ModelFrame =
  | { kind: 'event'; event: ModelEvent; raw: Record<string, unknown> }
  | { kind: 'unknown'; type: string; raw: Record<string, unknown> }
  | { kind: 'malformed'; type: string; problem: string }

/**
 * Never throws: a frame that cannot be used costs that frame, not the call. The
 * agent's words, and its audio where no {@link AudioPicker} has found it, are looked at
 * by hand: the schema says the same at several times the price.
 */
export function parseModelEvent(text: string): ModelFrame {
  const raw = parseObject(text)
  if (!raw) return { kind: 'malformed', type: 'unparsable', problem: 'not a JSON object' }
  const type = typeof raw['type'] === 'string' ? raw['type'].slice(0, 100) : ''
  if (type === '') return { kind: 'malformed', type: 'untyped', problem: 'no type' }
  const delta = readDelta(raw, type)
  if (delta !== null) return { kind: 'event', event: delta, raw }
  if (!knownTypes.has(type)) return { kind: 'unknown', type, raw }
  const parsed = modelEventSchema.safeParse(raw)
  if (parsed.success) return { kind: 'event', event: parsed.data, raw }
  const issue = parsed.error.issues[0]
  return { kind: 'malformed', type, problem: `${issue?.path.join('.')}: ${issue?.message}` }
}

type Delta = Extract<ModelEvent, { response_id: string; delta: string }>

/** Field after field as the service sends them, with or without a space between them: nothing else is this text. */
const audioDelta =
  /^\{(?:"event_id": ?"[\w-]*", ?)?"type": ?"response\.output_audio\.delta", ?(?:"event_id": ?"[\w-]*", ?)?"response_id": ?"([\w-]+)", ?"item_id": ?"([\w-]+)", ?"output_index": ?\d+, ?"content_index": ?\d+, ?"delta": ?"([A-Za-z0-9+/]*={0,2})"\}$/

/** The agent's audio, if `text` is that and written as ever; null: anything else. */
export type AudioPicker = (
  text: string,
) => { kind: 'event'; event: Delta; raw: Record<string, unknown> } | null

/**
 * Picks one session's audio, fifty frames a second, out of the texts as the model's
 * service writes them. Item after item is named by the same two strings, which hold on to no text.
 */
export function createAudioPicker(): AudioPicker {
  let [response_id, item_id] = ['', '']
  return (text) => {
    const found = audioDelta.exec(text)
    if (found === null) return null
    const [, response = '', item = '', delta = ''] = found
    if (delta.length % 4 !== 0) return null
    if (response !== response_id) response_id = copied(response)
    if (item !== item_id) item_id = copied(item)
    const event: Delta = { type: 'response.output_audio.delta', response_id, item_id, delta }
    return { kind: 'event', event, raw: event }
  }
}

/** A part of a text keeps all of it in memory, and ids are kept for as long as the call lasts. */
function copied(id: string): string {
  return Buffer.from(id).toString('latin1')
}

function readDelta(raw: Record<string, unknown>, type: string): Delta | null {
  const isAudio = type === 'response.output_audio.delta'
  if (!isAudio && type !== 'response.output_audio_transcript.delta') return null
  const { response_id, item_id, delta } = raw
  if (typeof response_id !== 'string' || typeof item_id !== 'string' || typeof delta !== 'string') {
    return null
  }
  if (response_id === '' || item_id === '' || (isAudio && !isBase64(delta))) return null
  return { type, response_id, item_id, delta }
}

const knownTypes: ReadonlySet<string> = new Set(
  modelEventSchema.options.map((option) => option.shape.type.value),
)

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
