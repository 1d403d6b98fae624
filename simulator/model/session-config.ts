import type { AudioFormat } from './audio-format.ts'
import { canReason } from './model-catalog.ts'
import type {
  SessionUpdate,
  SessionVoice,
  Transcription,
  TurnDetectionUpdate,
} from './session-schema.ts'
import { refusal, type WireError } from './wire-error.ts'

type Complete<T> = { [K in keyof T]-?: Exclude<T[K], undefined> }
type ServerVad = Complete<Extract<TurnDetectionUpdate, { type: 'server_vad' }>>
type SemanticVad = Complete<Extract<TurnDetectionUpdate, { type: 'semantic_vad' }>>
export type TurnDetection = ServerVad | SemanticVad

/** A session's configuration with nothing left open, as `session.created` and `session.updated` show it. */
export type SessionConfig = Complete<
  Pick<
    SessionUpdate,
    | 'type'
    | 'model'
    | 'output_modalities'
    | 'instructions'
    | 'tools'
    | 'tool_choice'
    | 'max_output_tokens'
    | 'truncation'
    | 'tracing'
  >
> &
  Pick<SessionUpdate, 'include' | 'parallel_tool_calls' | 'reasoning'> & {
    audio: {
      input: {
        format: AudioFormat
        transcription: Transcription | null
        noise_reduction: { type: 'near_field' | 'far_field'; strength?: number | undefined } | null
        turn_detection: TurnDetection | null
      }
      output: { format: AudioFormat; voice: SessionVoice; speed: number }
    }
  }

/** What a session is before its first update (OpenAI's reference: 24 kHz PCM, alloy, server VAD). */
export function defaultSession(model: string): SessionConfig {
  return {
    type: 'realtime',
    model,
    output_modalities: ['audio'],
    instructions: DEFAULT_INSTRUCTIONS,
    tools: [],
    tool_choice: 'auto',
    max_output_tokens: 'inf',
    truncation: 'auto',
    tracing: null,
    audio: {
      input: {
        format: { type: 'audio/pcm', rate: 24_000 },
        transcription: null,
        noise_reduction: null,
        turn_detection: DEFAULT_SERVER_VAD,
      },
      output: { format: { type: 'audio/pcm', rate: 24_000 }, voice: 'alloy', speed: 1 },
    },
  }
}

/** What the session is doing, as far as it forbids changes. */
export type SessionActivity = { hasAssistantAudio: boolean; isResponding: boolean }

export type MergedSession = { ok: true; config: SessionConfig } | { ok: false; error: WireError }

/**
 * Applies an update: fields present replace, null clears, everything else stays. An update that holds
 * one thing the session cannot do is dropped as a whole.
 */
export function mergeSession(
  current: SessionConfig,
  update: SessionUpdate,
  activity: SessionActivity,
): MergedSession {
  const error = findConflict(current, update, activity)
  if (error) return { ok: false, error }
  const { audio, model: _model, ...top } = update
  const input = audio?.input
  return {
    ok: true,
    config: {
      ...current,
      ...definedOf(top),
      audio: {
        input: {
          ...current.audio.input,
          ...definedOf({ ...input, turn_detection: undefined }),
          turn_detection: mergeTurnDetection(
            current.audio.input.turn_detection,
            input?.turn_detection,
          ),
        },
        output: { ...current.audio.output, ...definedOf(audio?.output ?? {}) },
      },
    },
  }
}

function findConflict(
  current: SessionConfig,
  update: SessionUpdate,
  activity: SessionActivity,
): WireError | undefined {
  const output = update.audio?.output
  if (update.model !== undefined && update.model !== current.model) {
    const message = "Cannot update a session's model after it has been created."
    return refusal('cannot_update_model', message, 'session.model')
  }
  if (update.reasoning && !canReason(current.model)) return unreasonable('session.reasoning')
  if (output?.voice !== undefined && activity.hasAssistantAudio) {
    return voiceLocked('session.audio.output.voice')
  }
  if (output?.speed !== undefined && activity.isResponding) {
    const message = 'Cannot update the speed while a response is in progress.'
    return refusal('invalid_value', message, 'session.audio.output.speed')
  }
  if (update.tracing !== undefined && current.tracing !== null && update.tracing !== null) {
    return refusal('invalid_value', 'Tracing cannot be changed once it is on.', 'session.tracing')
  }
  return undefined
}

/** The voice is part of the conversation from the first assistant audio on. */
export function voiceLocked(param: string): WireError {
  const message = "Cannot update a conversation's voice if assistant audio is present."
  return refusal('cannot_update_voice', message, param)
}

/** Models before 2.x do not know the field at all. */
export function unreasonable(param: string): WireError {
  return refusal('unknown_parameter', `Unknown parameter: '${param}'.`, param)
}

const DEFAULT_INSTRUCTIONS =
  'You are a helpful, witty, and friendly voice assistant. Speak clearly, keep answers short, and be kind.'

const DEFAULT_SERVER_VAD: ServerVad = {
  type: 'server_vad',
  threshold: 0.5,
  prefix_padding_ms: 300,
  silence_duration_ms: 500,
  idle_timeout_ms: null,
  create_response: true,
  interrupt_response: true,
}

const DEFAULT_SEMANTIC_VAD: SemanticVad = {
  type: 'semantic_vad',
  eagerness: 'auto',
  create_response: true,
  interrupt_response: true,
}

/** Fields left out keep their value while the kind of detection stays, and take the default when it changes. */
function mergeTurnDetection(
  current: TurnDetection | null,
  update: TurnDetectionUpdate | null | undefined,
): TurnDetection | null {
  if (update === undefined) return current
  if (update === null) return null
  if (update.type === 'server_vad') {
    const base = current?.type === 'server_vad' ? current : DEFAULT_SERVER_VAD
    return { ...base, ...definedOf(update) }
  }
  const base = current?.type === 'semantic_vad' ? current : DEFAULT_SEMANTIC_VAD
  return { ...base, ...definedOf(update) }
}

/** The fields that are there; spreading an undefined one would wipe what stood before. */
function definedOf<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}
