import { beforeEach, expect, test } from 'vitest'
import { kinds, liveCall, notes, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall({ hearsKeypad: true })))
const told = (effects: ReturnType<SteppedCall['wait']>) =>
  those(effects, 'createItem').map(({ item }) => (item.type === 'message' ? item.text : ''))

test('[KEY-1] every key is an event of the call, with its moment', () => {
  call.media(480)
  expect(notes(call.key('5'))).toEqual([{ type: 'dtmf', digit: '5', atMs: 500 }])
  expect(notes(liveCall({ hearsKeypad: false }).key('#'))).toHaveLength(1)
})

test('[KEY-2] keys are collected until none came for a second and a half; then the model is told, and answers', () => {
  for (const key of '12') {
    call.key(key)
    expect(told(call.wait(1_499))).toEqual([])
  }
  const effects = call.wait(1)
  expect(told(effects)).toEqual(['(The caller pressed these keys on the phone: 12)'])
  expect(kinds(effects)).toContain('model.createResponse')
  expect(told(call.wait(10_000))).toEqual([])
})

test('[KEY-3] a hash ends them', () => {
  call.key('7')
  call.key('#')
  expect(told(call.wait(0))).toEqual(['(The caller pressed these keys on the phone: 7#)'])
})

test('[KEY-4] an agent that does not hear keys is told of none', () => {
  call = liveCall({ hearsKeypad: false })
  call.key('7')
  expect(told(call.wait(60_000))).toEqual([])
})

test('[KEY-5] keys that were pressed while there was no model are told to the next one', () => {
  call.lose()
  call.key('7')
  call.wait(3_000)
  call.open()
  expect(told(call.wait(1_500)).at(-1)).toContain(': 7)')
})

test('[KEY-6] whoever leans on the keypad is remembered by their last sixty-four keys', () => {
  for (let pressed = 0; pressed < 1_000; pressed += 1) call.key(String(pressed % 10))
  expect(call.session.keys).toHaveLength(64)
})
