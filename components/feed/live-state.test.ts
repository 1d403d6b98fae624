import { expect, test } from 'vitest'
import { exampleCall } from '#tests/fixtures/example-call.ts'
import { exampleLine } from '#tests/fixtures/example-line.ts'
import { applyChange, emptyLiveState } from './live-state.ts'

test('[FEED-20] of a call that was deleted nothing told is kept, but that it is gone', () => {
  const call = exampleCall()
  const told = [
    { kind: 'call', call } as const,
    { kind: 'line', callId: call.id, line: exampleLine() } as const,
  ].reduce(applyChange, emptyLiveState)
  expect([...told.sessions.keys()]).toEqual([call.id])

  const deletion = { kind: 'callDeleted', callId: call.id } as const
  const after = applyChange(told, deletion)
  expect(after).toEqual({ ...emptyLiveState, deleted: new Set([call.id]) })
  expect(applyChange(after, deletion)).toBe(after)
})
