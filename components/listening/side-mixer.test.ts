import { expect, test } from 'vitest'
import { sideGains } from './side-mixer.ts'

test('[LISTEN-7] both sides are heard left and right, as they were recorded', () => {
  expect(sideGains('both')).toEqual({
    callerLeft: 1,
    callerRight: 0,
    agentLeft: 0,
    agentRight: 1,
  })
})

test('[LISTEN-7] one side alone is in both ears, and nothing of the other is', () => {
  expect(sideGains('caller')).toEqual({
    callerLeft: 1,
    callerRight: 1,
    agentLeft: 0,
    agentRight: 0,
  })
  expect(sideGains('agent')).toEqual({
    callerLeft: 0,
    callerRight: 0,
    agentLeft: 1,
    agentRight: 1,
  })
})
