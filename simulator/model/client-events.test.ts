import { describe, expect, it } from 'vitest'
import { parseClientEvent } from './client-events.ts'

const pcmu = { type: 'audio/pcmu' }
const parse = (event: unknown) => parseClientEvent(JSON.stringify(event))
const update = (session: object) => parse({ type: 'session.update', session })

/** Everything that a session may hold, as OpenAI's reference lists it. */
const FULL_SESSION = {
  type: 'realtime',
  model: 'gpt-realtime-2.1',
  output_modalities: ['audio'],
  instructions: 'Be kind.',
  audio: {
    input: {
      format: pcmu,
      transcription: { model: 'gpt-transcribe', language: 'ja' },
      noise_reduction: { type: 'near_field' },
      turn_detection: {
        type: 'server_vad',
        threshold: 0.5,
        prefix_padding_ms: 300,
        silence_duration_ms: 500,
        idle_timeout_ms: null,
        create_response: true,
        interrupt_response: true,
      },
    },
    output: { format: pcmu, voice: 'marin', speed: 1 },
  },
  tools: [
    { type: 'function', name: 'end_call', description: 'Ends.', parameters: { type: 'object' } },
  ],
  tool_choice: 'auto',
  parallel_tool_calls: true,
  reasoning: { effort: 'low' },
  max_output_tokens: 4_096,
  truncation: { type: 'retention_ratio', retention_ratio: 0.8 },
  tracing: null,
  include: ['item.input_audio_transcription.logprobs'],
}

describe('session.update', () => {
  it('takes every field that the reference names', () => {
    expect(update(FULL_SESSION)).toMatchObject({ ok: true })
  })

  it.each([
    ['null for turn_detection', { audio: { input: { turn_detection: null } } }],
    ['null for noise_reduction', { audio: { input: { noise_reduction: null } } }],
    ['null for transcription', { audio: { input: { transcription: null } } }],
    ['an endless answer', { max_output_tokens: 'inf' }],
    ['text alone', { output_modalities: ['text'] }],
    [
      'semantic detection',
      { audio: { input: { turn_detection: { type: 'semantic_vad', eagerness: 'high' } } } },
    ],
    ['a custom voice', { audio: { output: { voice: { id: 'voice_1234' } } } }],
  ])('takes %s', (_, fields) => {
    expect(update({ type: 'realtime', ...fields })).toMatchObject({ ok: true })
  })

  it.each([
    ['unknown_parameter', 'session.modalities', { modalities: ['text'] }],
    ['unknown_parameter', 'session.temperature', { temperature: 0.8 }],
    ['unknown_parameter', 'session.voice', { voice: 'alloy' }],
    ['unknown_parameter', 'session.input_audio_format', { input_audio_format: 'g711_ulaw' }],
    ['unknown_parameter', 'session.prompt', { prompt: { id: 'pmpt_1' } }],
    [
      'unknown_parameter',
      'session.audio.input.format.rate',
      { audio: { input: { format: { ...pcmu, rate: 8_000 } } } },
    ],
    [
      'invalid_value',
      'session.audio.input.format.type',
      { audio: { input: { format: { type: 'g711_ulaw' } } } },
    ],
    [
      'invalid_value',
      'session.audio.input.transcription.language',
      { audio: { input: { transcription: { language: 'ja-JP' } } } },
    ],
    ['invalid_value', 'session.audio.output.speed', { audio: { output: { speed: 2 } } }],
    ['invalid_value', 'session.audio.output.voice', { audio: { output: { voice: 'fable' } } }],
    [
      'invalid_value',
      'session.audio.input.turn_detection.idle_timeout_ms',
      { audio: { input: { turn_detection: { type: 'server_vad', idle_timeout_ms: 1_000 } } } },
    ],
    [
      'unknown_parameter',
      'session.audio.input.turn_detection.threshold',
      { audio: { input: { turn_detection: { type: 'semantic_vad', threshold: 0.5 } } } },
    ],
    ['invalid_value', 'session.output_modalities', { output_modalities: ['audio', 'text'] }],
    ['invalid_value', 'session.max_output_tokens', { max_output_tokens: 5_000 }],
    ['invalid_type', 'session.instructions', { instructions: 7 }],
    [
      'unknown_parameter',
      'session.tools[0].strict',
      { tools: [{ type: 'function', name: 'a', strict: true }] },
    ],
  ])('answers %s for %s', (code, param, fields) => {
    expect(update({ type: 'realtime', ...fields })).toMatchObject({
      ok: false,
      error: { code, param },
    })
  })

  it('asks for the type that is missing', () => {
    expect(update({ instructions: 'Hi' })).toMatchObject({
      ok: false,
      error: { code: 'missing_required_parameter', param: 'session.type' },
    })
  })
})

describe('other events', () => {
  it.each([
    { type: 'input_audio_buffer.append', audio: '//8=' },
    { type: 'input_audio_buffer.commit' },
    { type: 'response.create' },
    {
      type: 'response.create',
      response: { conversation: 'none', metadata: { a: 'b' }, input: [] },
    },
    { type: 'response.create', response: { input: [{ type: 'item_reference', id: 'item_1' }] } },
    { type: 'conversation.item.truncate', item_id: 'i', content_index: 0, audio_end_ms: 0 },
    {
      type: 'conversation.item.create',
      item: { type: 'function_call_output', call_id: 'call_1', output: '{}' },
    },
  ])('$type is taken', (event) => {
    expect(parse(event)).toMatchObject({ ok: true })
  })

  it.each([
    ['type', { type: 'transcription_session.update', session: {} }],
    ['audio', { type: 'input_audio_buffer.append', audio: 'not base64!' }],
    [
      'audio_end_ms',
      { type: 'conversation.item.truncate', item_id: 'i', content_index: 0, audio_end_ms: 1.5 },
    ],
    ['response.voice', { type: 'response.create', response: { voice: 'alloy' } }],
    [
      'response.audio.output.speed',
      { type: 'response.create', response: { audio: { output: { speed: 1 } } } },
    ],
    [
      'item.content[0].type',
      {
        type: 'conversation.item.create',
        item: { type: 'message', role: 'assistant', content: [{ type: 'text', text: 'x' }] },
      },
    ],
  ])('a wrong %s is named, and the event that held it', (param, event) => {
    expect(parse({ ...event, event_id: 'mine' })).toMatchObject({
      ok: false,
      error: { param },
      eventId: 'mine',
    })
  })
})
