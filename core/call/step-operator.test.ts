import { beforeEach, expect, test } from 'vitest'
import type { AgentConfig } from '#contracts/agent.ts'
import { liveCall, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'
import { defaultAgentConfig } from '../agent/default-config.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall()))

const update = (change: Partial<AgentConfig>) =>
  call.command({ do: 'updateConfig', config: { ...defaultAgentConfig, ...change } })
const told = (effects: ReturnType<typeof update>) =>
  those(effects, 'answer').flatMap((effect) => effect.notes)

test('[CFG-1] before the agent has spoken its voice can change', () => {
  const effects = update({ voice: 'cedar' })
  expect(those(effects, 'configure')).toMatchObject([{ omit: [] }])
  expect(told(effects)).toEqual([])
})

test('[CFG-2] once the agent has spoken the voice is left out, and the operator is told', () => {
  call.speak('item_1', 100)
  const effects = update({ voice: 'cedar', instructions: 'New.' })
  expect(those(effects, 'configure')).toMatchObject([
    { omit: ['voice'], config: { instructions: 'New.' } },
  ])
  expect(told(effects).join()).toContain('voice stays marin')
  expect(call.session.config.voice).toBe('marin')
})

test('[CFG-3] the model of a call never changes, and the operator is told', () => {
  const effects = update({ model: 'gpt-realtime-1.5' })
  expect(told(effects).join()).toContain('model stays gpt-realtime-2.1')
  expect(call.session.config.model).toBe('gpt-realtime-2.1')
})

test('[CFG-4] a refused voice takes nothing else with it: the rest is sent again without', () => {
  update({ voice: 'cedar', instructions: 'New.' })
  const effects = call.say({
    type: 'error',
    error: { type: 'invalid_request_error', code: 'cannot_update_voice', message: '' },
  })
  expect(those(effects, 'configure')).toMatchObject([{ omit: ['voice'] }])
})

test('[CFG-5] a new speed waits until the agent has finished its turn', () => {
  call.beginResponse('resp_1')
  expect(those(update({ speed: 1.2 }), 'configure')).toMatchObject([{ omit: ['speed'] }])
  expect(those(call.endResponse('resp_1'), 'configure')).toMatchObject([{ omit: [] }])
})
