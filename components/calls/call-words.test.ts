import { expect, test } from 'vitest'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { agentWord, callDurationMs, callHref, partiesShown, remoteNumber } from './call-words.ts'

test('the remote number is the other end, whichever way the call went', () => {
  const ends = { from: '+14155550123', to: '+15005550006' }
  expect(remoteNumber({ ...ends, direction: 'inbound' })).toBe('+14155550123')
  expect(remoteNumber({ ...ends, direction: 'outbound' })).toBe('+15005550006')
})

test('a call that the carrier has not named yet is addressed by our id', () => {
  expect(callHref({ id: 'call_1', callSid: null })).toBe('/calls/call_1')
})

test('a call lasts from its answer, and until now while it is up', () => {
  const answeredAt = '2026-01-02T03:04:06.000Z'
  const nowMs = Date.parse(answeredAt) + 7_000
  const up = exampleCall({ answeredAt, endedAt: null, durationMs: null })
  expect(callDurationMs(up, nowMs)).toBe(7_000)
  expect(callDurationMs({ ...up, answeredAt: null }, nowMs)).toBeNull()
  expect(callDurationMs(exampleCall({ durationMs: 24_000 }), nowMs)).toBe(24_000)
})

test('[CALL-7] a model that is reached anew is told apart from one reached for the first time', () => {
  expect(agentWord('connecting', false)).toBe('Connecting')
  expect(agentWord('connecting', true)).toBe('Reconnecting')
  expect(agentWord('speaking', true)).toBe('Speaking')
})

test('[CALL-7] between two streams the caller is still there, and the agent is on its way', () => {
  const up = exampleCall({ status: 'in-progress' })
  const gone = { caller: 'gone', agent: 'gone' } as const
  expect(partiesShown(up, gone, true)).toEqual({ caller: 'listening', agent: 'connecting' })
  expect(partiesShown(up, gone, false)).toEqual(gone)
  expect(partiesShown(exampleCall(), { ...gone, caller: 'speaking' }, true)).toEqual(gone)
  expect(partiesShown({ status: 'ringing' }, null, false).caller).toBe('ringing')
})
