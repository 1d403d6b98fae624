import { expect, test } from 'vitest'
import { kinds, liveCall, steppedCall, those } from '#tests/fixtures/stepped-call.ts'

const greeting = { mode: 'agentFirst', text: 'Hello, this is Nadia.' } as const
const outbound = { direction: 'outbound' } as const

test('[LAW-5] without a greeting the agent says nothing until it is asked', () => {
  expect(kinds(liveCall().all)).not.toContain('model.createResponse')
})

test('[LAW-6] an agent that speaks first is asked for exactly the operator’s words', () => {
  const [asked] = those(liveCall({ greeting }).all, 'createResponse')
  expect(asked?.request.instructions).toContain('Hello, this is Nadia.')
})

test('[LAW-7] whoever answers an outbound call says hello first; the greeting follows at once', () => {
  const call = liveCall({ greeting }, outbound)
  expect(kinds(call.all)).not.toContain('model.createResponse')
  call.wait(300)
  call.startTalking('item_1')
  expect(kinds(call.wait(1_400))).not.toContain('model.createResponse')
  expect(kinds(call.stopTalking('item_1', 900))).toEqual(
    expect.arrayContaining(['model.configure', 'model.createResponse']),
  )
})

test('[LAW-7] whoever picks up and says nothing is greeted all the same', () => {
  const call = liveCall({ greeting }, outbound)
  expect(kinds(call.wait(1_499))).not.toContain('model.createResponse')
  expect(kinds(call.wait(1))).toContain('model.createResponse')
})

test('[LAW-7] until the greeting is asked for the model answers no turn by itself', () => {
  const call = steppedCall({ greeting }, outbound)
  call.accept()
  expect(those(call.open(), 'configure')).toMatchObject([{ holdTurns: true }])
  expect(those(call.wait(1_500), 'configure')).toMatchObject([{ holdTurns: false }])
  expect(kinds(call.take({ from: 'clock', type: 'greeting' }))).toEqual([])
})
