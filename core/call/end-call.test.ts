import { beforeEach, expect, test } from 'vitest'
import { kinds, liveCall, refused, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall()))
const stop = () => call.take({ from: 'phone', type: 'stopped' })

test('[END-1] a caller who hangs up ends the model’s session, and the carrier need not be asked', () => {
  const done = kinds(stop())
  expect(done).toEqual(expect.arrayContaining(['model.close', 'phone.close', 'store.saveEnd']))
  expect(done).not.toContain('carrier.endCall')
})

test('[END-2] a model that cannot be had any more ends the call and says so; the caller gets the agent’s fallback', () => {
  const effects = call.lose(refused)
  expect(those(effects, 'saveEnd')).toEqual([{ to: 'store', do: 'saveEnd', end: refused.ending }])
  expect(kinds(effects)).toContain('phone.close')
  expect(kinds(effects)).not.toContain('carrier.endCall')
})

test('[END-2] where the agent has no fallback the caller’s leg is ended as well', () => {
  call = liveCall({ fallback: { mode: 'hangUp' } })
  expect(kinds(call.lose(refused))).toContain('carrier.endCall')
})

test('[END-3] a call ends once: the first reason stands', () => {
  stop()
  expect(call.lose()).toEqual([])
  expect(call.session.phase).toMatchObject({ ending: { reason: 'caller-hung-up' } })
})

test('[END-4] whoever was speaking when the call ended has a settled line', () => {
  call.startTalking('item_1')
  stop()
  expect(call.session.transcript.lines['item_1']?.state).toBe('final')
})
