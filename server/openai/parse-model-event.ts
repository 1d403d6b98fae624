import { modelEventSchema, type ModelEvent } from '#contracts/model-events.ts'
import { isBase64 } from '#core/audio/is-base64.ts'

/** A frame of the model's, parsed: an event we act on, a legal one we do not know, or a broken one. */
export type ModelFrame =
  | { kind: 'event'; event: ModelEvent; raw: Record<string, unknown> }
  | { kind: 'unknown'; type: string; raw: Record<string, unknown> }
  | { kind: 'malformed'; type: string; problem: string }

/**
 * Never throws: a frame that cannot be used costs that frame, not the call. The
 * agent's audio, fifty frames a second, is picked out of the text as the model's
 * service writes it; where it is written otherwise it is looked at by hand, as the
 * agent's words are: the schema says the same at several times the price.
 */
export function parseModelEvent(text: string): ModelFrame {
  const audio = pickAudioDelta(text)
  if (audio !== null) return audio
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

/** Field after field as the service sends them: nothing else is this text. */
const audioDelta =
  /^\{(?:"type":"response\.output_audio\.delta","event_id":"[\w-]*"|"event_id":"[\w-]*","type":"response\.output_audio\.delta"),"response_id":"([\w-]+)","item_id":"([\w-]+)","output_index":\d+,"content_index":\d+,"delta":"([A-Za-z0-9+/]*={0,2})"\}$/

/** The agent's audio, if `text` is that and written as ever; null: anything else. */
export function pickAudioDelta(text: string): ModelFrame | null {
  const found = audioDelta.exec(text)
  if (found === null) return null
  const [, response_id = '', item_id = '', delta = ''] = found
  if (delta.length % 4 !== 0) return null
  const event: Delta = { type: 'response.output_audio.delta', response_id, item_id, delta }
  return { kind: 'event', event, raw: event }
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
