import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agentConfigSchema, voiceSchema, type AgentConfig } from '#contracts/agent.ts'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { readClientEventOracle } from '#tests/fixtures/realtime-oracle.ts'
import { clientEvents } from './client-events.ts'
import { renderSession } from './session-config.ts'

const anyConfig: fc.Arbitrary<AgentConfig> = fc.record({
  model: fc.constantFrom('gpt-realtime-2.1', 'gpt-realtime-1.5', 'gpt-realtime'),
  voice: fc.constantFrom(...voiceSchema.options),
  recordedBy: fc.constant('both' as const),
  pausesRecordingForKeypad: fc.boolean(),
  instructions: fc.string({ maxLength: 50 }),
  strict: fc.boolean(),
  greeting: fc.constant({ mode: 'none' as const }),
  turnDetection: fc.oneof(
    fc.record({
      type: fc.constant('server_vad' as const),
      threshold: fc.double({ min: 0, max: 1, noNaN: true }),
      prefixPaddingMs: fc.integer({ min: 0, max: 5_000 }),
      silenceDurationMs: fc.integer({ min: 50, max: 10_000 }),
      idleTimeoutMs: fc.option(fc.integer({ min: 5_000, max: 30_000 })),
      interruptResponse: fc.boolean(),
    }),
    fc.record({
      type: fc.constant('semantic_vad' as const),
      eagerness: fc.constantFrom(
        'auto' as const,
        'low' as const,
        'medium' as const,
        'high' as const,
      ),
      interruptResponse: fc.boolean(),
    }),
    fc.constant({ type: 'none' as const }),
  ),
  transcription: fc.record({
    enabled: fc.boolean(),
    model: fc.constantFrom('gpt-transcribe', 'whisper-1'),
    language: fc.option(fc.constantFrom('en', 'ja')),
  }),
  noiseReduction: fc.constantFrom('none' as const, 'near_field' as const, 'far_field' as const),
  speed: fc.double({ min: 0.25, max: 1.5, noNaN: true }),
  maxResponseTokens: fc.oneof(fc.integer({ min: 1, max: 4_096 }), fc.constant('inf' as const)),
  reasoningEffort: fc.option(fc.constantFrom('minimal' as const, 'low' as const, 'high' as const)),
  mayEndCall: fc.boolean(),
  hearsKeypad: fc.boolean(),
  noInput: fc.option(fc.constant({ afterMs: 10_000, prompts: ['Are you there?'], farewell: '' })),
  longestCallMinutes: fc.integer({ min: 2, max: 240 }),
  cover: fc.constant({ mode: 'tone' as const }),
  fallback: fc.constant({ mode: 'hangUp' as const }),
})

describe('the session we configure', () => {
  test('[WIRE-1] it is a realtime session with mu-law both ways and no field of the retired beta', () => {
    const session = renderSession(defaultAgentConfig)
    expect(session.type).toBe('realtime')
    expect(session.audio.input.format).toEqual({ type: 'audio/pcmu' })
    expect(session.audio.output.format).toEqual({ type: 'audio/pcmu' })
    for (const field of [
      'temperature',
      'modalities',
      'voice',
      'input_audio_format',
      'prompt',
      'model',
    ]) {
      expect(session).not.toHaveProperty(field)
    }
  })

  test('[WIRE-2] a reasoning effort goes to models that reason and to no other', () => {
    const config = { ...defaultAgentConfig, reasoningEffort: 'low' as const }
    expect(renderSession(config)).toMatchObject({ reasoning: { effort: 'low' } })
    expect(renderSession({ ...config, model: 'gpt-realtime-1.5' })).not.toHaveProperty('reasoning')
  })

  test('[WIRE-3] what is switched off is sent as null, so that a live change switches it off', () => {
    const { input } = renderSession({
      ...defaultAgentConfig,
      transcription: { enabled: false, model: 'gpt-transcribe', language: null },
      turnDetection: { type: 'none' },
      noiseReduction: 'none',
    }).audio
    expect(input).toMatchObject({
      transcription: null,
      turn_detection: null,
      noise_reduction: null,
    })
  })

  test('[CFG-2] an omitted voice or speed is not in the update at all', () => {
    const { output } = renderSession(defaultAgentConfig, { omit: ['voice', 'speed'] }).audio
    expect(output).toEqual({ format: { type: 'audio/pcmu' } })
  })
})

describe('every client event satisfies the vendor’s schema', () => {
  const oracle = readClientEventOracle()
  const expectValid = (wire: string) => {
    const event: unknown = JSON.parse(wire)
    expect(event).toMatchObject({ type: expect.any(String) as string })
    if (oracle && !oracle(event)) throw new Error(JSON.stringify(oracle.errors, null, 1))
  }

  test('[WIRE-4] session.update, for every configuration an operator can save', () => {
    fc.assert(
      fc.property(anyConfig, (config) => {
        expect(agentConfigSchema.safeParse(config).success).toBe(true)
        expectValid(clientEvents.configure(config, {}))
        expectValid(clientEvents.configure(config, { omit: ['voice', 'speed'], holdTurns: true }))
      }),
      { numRuns: 40 },
    )
  })

  test('[WIRE-4] audio, commits, responses and truncations', () => {
    expectValid(clientEvents.append('//8A'))
    expectValid(clientEvents.commit())
    expectValid(clientEvents.createResponse({ eventId: 'greeting', instructions: 'Hello.' }))
    expectValid(clientEvents.createResponse({ eventId: 'operator-1', maxResponseTokens: 'inf' }))
    expectValid(clientEvents.truncate('item_1', 340))
  })

  test('[WIRE-4] the conversation so far as text items, and the results of tools', () => {
    for (const role of ['caller', 'agent', 'system'] as const) {
      expectValid(clientEvents.createItem({ type: 'message', role, text: 'At eight.' }))
    }
    const result = { type: 'toolResult', toolCallId: 'call_1', output: '{"ended":true}' } as const
    expectValid(clientEvents.createItem(result))
  })

  test('[WIRE-5] only an agent that may end the call has the tool for it', () => {
    const tools = (mayEndCall: boolean) =>
      renderSession({ ...defaultAgentConfig, mayEndCall }).tools
    expect(tools(true).map((tool) => tool.name)).toEqual(['end_call'])
    expect(tools(false)).toEqual([])
  })
})
