import { expect, test } from 'vitest'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { applyCall } from './apply-call.ts'
import { forgetOldSessions } from './forget-old-sessions.ts'
import { applyChange, emptyLiveState, type LiveState } from './live-state.ts'

const parties = { caller: 'listening', agent: 'speaking' } as const

function stateOf(calls: { id: string; isUp: boolean }[]): LiveState {
  return calls.reduce<LiveState>((state, { id, isUp }) => {
    const call = exampleCall({ id, status: isUp ? 'in-progress' : 'completed' })
    const withCall = { ...state, calls: applyCall(state.calls, call) }
    return applyChange(withCall, { kind: 'parties', callId: id, parties })
  }, emptyLiveState)
}

test('the oldest ended calls are let go, and calls that are up never', () => {
  const state = stateOf([
    { id: 'up', isUp: true },
    { id: 'old', isUp: false },
    { id: 'new', isUp: false },
  ])
  const after = forgetOldSessions(state, 2)
  expect(after.forgotten).toEqual(['old'])
  expect([...after.state.sessions.keys()]).toEqual(['up', 'new'])
})

test('nothing is let go while there is room', () => {
  const state = stateOf([{ id: 'old', isUp: false }])
  expect(forgetOldSessions(state, 1)).toEqual({ state, forgotten: [] })
})
