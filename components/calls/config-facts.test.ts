import { expect, test } from 'vitest'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { configFacts } from './config-facts.ts'

const fact = (config: typeof defaultAgentConfig, name: string) =>
  configFacts(config).find((each) => each.name === name)?.value

test('the language of the transcription is named, not coded', () => {
  const transcription = { enabled: true, model: 'gpt-4o-transcribe', language: 'ja' }
  expect(fact({ ...defaultAgentConfig, transcription }, 'Transcription')).toBe(
    'gpt-4o-transcribe, Japanese',
  )
})

test('an agent that cannot be interrupted is said to be so', () => {
  const turnDetection = {
    type: 'semantic_vad',
    eagerness: 'low',
    interruptResponse: false,
  } as const
  expect(fact({ ...defaultAgentConfig, turnDetection }, 'Turn detection')).toBe(
    'Semantic VAD: low eagerness, cannot be interrupted',
  )
})

test('reasoning is left out where the model decides', () => {
  expect(fact({ ...defaultAgentConfig, reasoningEffort: null }, 'Reasoning')).toBeUndefined()
  expect(fact({ ...defaultAgentConfig, reasoningEffort: 'low' }, 'Reasoning')).toBe('low')
})

test('what a silent caller hears is told in its order', () => {
  const noInput = { afterMs: 7_000, prompts: ['Still there?'], farewell: 'Goodbye.' }
  expect(fact({ ...defaultAgentConfig, noInput }, 'Silent line')).toBe(
    'After each 7 s of silence: “Still there?”, “Goodbye.”, then the end',
  )
  const wordless = { afterMs: 7_000, prompts: [], farewell: '' }
  expect(fact({ ...defaultAgentConfig, noInput: wordless }, 'Silent line')).toBe(
    'The call ends after 7 s of silence',
  )
})

test('a transfer names its number', () => {
  const fallback = { mode: 'transfer', to: '+14155550123' } as const
  expect(fact({ ...defaultAgentConfig, fallback }, 'Without a model')).toBe(
    'Transfers to +1 415 555 0123',
  )
})
