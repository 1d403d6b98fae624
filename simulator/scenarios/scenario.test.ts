import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SCENARIO, pickScenario, readScenarios, scenarioSchema } from './scenario.ts'

const scenarios = readScenarios()

describe('readScenarios', () => {
  it('reads every scenario, each with a name and an ending of its own', () => {
    expect(scenarios.map(({ name }) => name)).toEqual([
      'answering-machine',
      'caller-who-interrupts',
      'caller-who-says-nothing',
      'hotel-front-desk',
      'japanese-restaurant',
      'restaurant-booking',
    ])
    expect(new Set(scenarios.map(({ ending }) => ending)).size).toBe(scenarios.length)
  })

  it('has an answer to everything that a caller says', () => {
    for (const scenario of scenarios) {
      const answered = scenario.answers.map(({ heard }) => heard)
      expect(scenario.caller.map(({ say }) => say)).toEqual(answered)
    }
  })

  it('says which file and which field is wrong', () => {
    const folder = mkdtempSync(join(tmpdir(), 'scenarios-'))
    writeFileSync(join(folder, 'broken.json'), JSON.stringify({ ...scenarios[0], ringMs: 'soon' }))
    expect(() => readScenarios(pathToFileURL(`${folder}/`))).toThrow(/broken\.json[^]*ringMs/)
  })
})

describe('pickScenario', () => {
  it.each([
    ['+14155550102', 'caller-who-interrupts'],
    ['+81 3-1234-0105', 'japanese-restaurant'],
    ['+14155550100', DEFAULT_SCENARIO],
    ['+4930123456', DEFAULT_SCENARIO],
    ['', DEFAULT_SCENARIO],
  ])('dialling %j reaches %s', (number, name) => {
    expect(pickScenario(scenarios, number).name).toBe(name)
  })

  it('prefers the longer of two endings that match', () => {
    const longer = scenarioSchema.parse({ ...scenarios[0], name: 'longer', ending: '550102' })
    expect(pickScenario([...scenarios, longer], '+14155550102').name).toBe('longer')
  })
})

describe('scenarioSchema', () => {
  it('refuses an answer to something that the caller never says', () => {
    const answers = [{ heard: 'Never said', reply: 'Yes.' }]
    expect(scenarioSchema.safeParse({ ...scenarios[0], answers }).success).toBe(false)
  })

  it('refuses a line that breaks in without saying when', () => {
    const caller = [{ say: 'Stop!', when: 'agentSpeaksMs', patienceMs: 0 }]
    expect(scenarioSchema.safeParse({ ...scenarios[0], caller, answers: [] }).success).toBe(false)
  })
})
