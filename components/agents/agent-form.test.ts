import { describe, expect, test } from 'vitest'
import type { AgentConfig } from '#contracts/agent.ts'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { agentFormSchema, configOf, formOf } from './agent-form.ts'
import { describeFormProblem } from './form-problem.ts'

const serverVad = {
  type: 'server_vad',
  threshold: 0.62,
  prefixPaddingMs: 210,
  silenceDurationMs: 740,
  idleTimeoutMs: 9_000,
  interruptResponse: false,
} as const

const others: [string, Partial<AgentConfig>][] = [
  [
    'semantic turn detection',
    { turnDetection: { type: 'semantic_vad', eagerness: 'low', interruptResponse: true } },
  ],
  ['no turn detection', { turnDetection: { type: 'none' } }],
  ['an idle timeout', { turnDetection: serverVad }],
  ['an agent who speaks first', { greeting: { mode: 'agentFirst', text: 'Good evening.' } }],
  ['Japanese', { transcription: { enabled: true, model: 'gpt-transcribe', language: 'ja' } }],
  ['a token limit', { maxResponseTokens: 300 }],
  ['an effort', { reasoningEffort: 'high' }],
  [
    'prompts for a silent caller',
    { noInput: { afterMs: 7_000, prompts: ['Still there?'], farewell: '' } },
  ],
  ['an end of its own', { mayEndCall: false, longestCallMinutes: 5, hearsKeypad: true }],
  ['a sentence while waiting', { cover: { mode: 'sentence', text: 'One moment.' } }],
  ['a hang-up when all fails', { fallback: { mode: 'hangUp' } }],
  ['a transfer when all fails', { fallback: { mode: 'transfer', to: '+14155550123' } }],
]

describe('the fields of a session configuration', () => {
  test.each([['the default', {}], ...others] as [string, Partial<AgentConfig>][])(
    'show a configuration with %s and give the same one back',
    (_name, part) => {
      const config = { ...defaultAgentConfig, ...part }
      expect(agentFormSchema.parse(formOf(config))).toEqual(config)
    },
  )

  test('keep what a choice hides', () => {
    const form = formOf({ ...defaultAgentConfig, turnDetection: serverVad })
    form.turnDetection.type = 'none'
    expect(configOf(form).turnDetection).toEqual({ type: 'none' })
    form.turnDetection.type = 'server_vad'
    expect(configOf(form).turnDetection).toEqual(serverVad)
  })

  test('keep the words for a silent caller while nobody is asked', () => {
    const noInput = { afterMs: 7_000, prompts: ['Still there?'], farewell: 'Goodbye.' }
    const form = formOf({ ...defaultAgentConfig, noInput })
    form.noInput.isOn = false
    expect(configOf(form).noInput).toBeNull()
    form.noInput.isOn = true
    expect(configOf(form).noInput).toEqual(noInput)
  })

  test('leave out the effort on a model that does not reason, and remember it', () => {
    const form = formOf({ ...defaultAgentConfig, reasoningEffort: 'high' })
    form.model = 'gpt-realtime-1.5'
    expect(configOf(form).reasoningEffort).toBeNull()
    form.model = 'gpt-realtime-2.1'
    expect(configOf(form).reasoningEffort).toBe('high')
  })

  test('never say a temperature', () => {
    expect(Object.keys(configOf(formOf(defaultAgentConfig)))).not.toContain('temperature')
  })

  test('name the field and what it lacks', () => {
    const form = formOf(defaultAgentConfig)
    form.turnDetection.threshold = Number.NaN
    form.turnDetection.silenceDurationMs = 20
    form.turnDetection.prefixPaddingMs = 0.5
    form.greeting = { mode: 'agentFirst', text: '  ' }
    form.limitsTokens = true
    form.maxResponseTokens = 9_000
    form.noInput = {
      isOn: true,
      afterMs: 8_000,
      prompts: [{ text: 'Hello?' }, { text: ' ' }],
      farewell: '',
    }
    form.longestCallMinutes = 1
    form.cover = { mode: 'sentence', text: '' }
    form.fallback = { mode: 'transfer', text: '', to: '+1 415' }
    const parsed = agentFormSchema.safeParse(form, { error: describeFormProblem })
    const problems = parsed.error?.issues.map((issue) => [issue.path.join('.'), issue.message])
    expect(Object.fromEntries(problems ?? [])).toEqual({
      'greeting.text': 'Say what the agent shall open with.',
      'turnDetection.threshold': 'Enter a number.',
      'turnDetection.silenceDurationMs': 'The least is 50.',
      'turnDetection.prefixPaddingMs': 'Enter a whole number.',
      maxResponseTokens: 'The most is 4,096.',
      'noInput.prompts.1': 'Say what the caller shall hear.',
      longestCallMinutes: 'The least is 2.',
      'cover.text': 'Say what the caller shall hear.',
      'fallback.to': 'Write the number in E.164 form, like +14155550123.',
    })
  })
})
