import { describe, expect, it } from 'vitest'
import { defaultSession, mergeSession } from './session-config.ts'
import type { SessionUpdate } from './session-schema.ts'

const IDLE = { hasAssistantAudio: false, isResponding: false }
const start = defaultSession('gpt-realtime-2.1')

function merged(fields: Omit<SessionUpdate, 'type'>, before = start, activity = IDLE) {
  return mergeSession(before, { type: 'realtime', ...fields }, activity)
}

function configAfter(fields: Omit<SessionUpdate, 'type'>, before = start) {
  const result = merged(fields, before)
  if (!result.ok) throw new Error(result.error.message)
  return result.config
}

describe('mergeSession', () => {
  it('replaces what is there and keeps what is not', () => {
    const config = configAfter({ instructions: 'Be brief.', audio: { output: { speed: 1.2 } } })
    expect(config.instructions).toBe('Be brief.')
    expect(config.audio.output).toEqual({ ...start.audio.output, speed: 1.2 })
    expect(config.audio.input).toEqual(start.audio.input)
  })

  it('clears with empty and with null', () => {
    const full = configAfter({
      instructions: 'Be brief.',
      audio: {
        input: {
          transcription: { model: 'gpt-transcribe' },
          noise_reduction: { type: 'near_field' },
        },
      },
    })
    const cleared = configAfter(
      {
        instructions: '',
        audio: { input: { transcription: null, noise_reduction: null, turn_detection: null } },
      },
      full,
    )
    expect(cleared.instructions).toBe('')
    expect(cleared.audio.input).toMatchObject({
      transcription: null,
      noise_reduction: null,
      turn_detection: null,
    })
  })

  it('keeps numbers of a detector that stays, and takes the defaults of another one', () => {
    const tuned = configAfter({
      audio: { input: { turn_detection: { type: 'server_vad', threshold: 0.8 } } },
    })
    const still = configAfter(
      { audio: { input: { turn_detection: { type: 'server_vad', silence_duration_ms: 900 } } } },
      tuned,
    )
    expect(still.audio.input.turn_detection).toMatchObject({
      threshold: 0.8,
      silence_duration_ms: 900,
    })
    const semantic = configAfter(
      { audio: { input: { turn_detection: { type: 'semantic_vad' } } } },
      still,
    )
    expect(semantic.audio.input.turn_detection).toEqual({
      type: 'semantic_vad',
      eagerness: 'auto',
      create_response: true,
      interrupt_response: true,
    })
  })

  it('takes the model it already has, and no other', () => {
    expect(merged({ model: 'gpt-realtime-2.1' }).ok).toBe(true)
    expect(merged({ model: 'gpt-realtime-1.5' })).toMatchObject({
      ok: false,
      error: { param: 'session.model' },
    })
  })

  it('takes reasoning for the models that reason only', () => {
    const reasoning = { effort: 'low' } as const
    expect(merged({ reasoning }).ok).toBe(true)
    expect(merged({ reasoning }, defaultSession('gpt-realtime-1.5'))).toMatchObject({
      ok: false,
      error: { code: 'unknown_parameter', param: 'session.reasoning' },
    })
  })

  it('locks the voice as soon as the assistant has been heard', () => {
    const voice = { audio: { output: { voice: 'cedar' } } } as const
    expect(merged(voice).ok).toBe(true)
    expect(merged(voice, start, { ...IDLE, hasAssistantAudio: true })).toMatchObject({
      ok: false,
      error: { code: 'cannot_update_voice', param: 'session.audio.output.voice' },
    })
  })

  it('changes the speed between turns only', () => {
    const speed = { audio: { output: { speed: 0.8 } } }
    expect(merged(speed, start, { hasAssistantAudio: true, isResponding: false }).ok).toBe(true)
    expect(merged(speed, start, { hasAssistantAudio: true, isResponding: true }).ok).toBe(false)
  })
})
