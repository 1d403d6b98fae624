import { beforeEach, expect, test } from 'vitest'
import {
  heldMs,
  kinds,
  steppedCall,
  those,
  type SteppedCall,
} from '#tests/fixtures/stepped-call.ts'
import { heldBytesMax } from './caller-audio.ts'

let call: SteppedCall
beforeEach(() => {
  call = steppedCall()
  call.accept()
})

const created = { type: 'session.created', session: { id: 'sess_1' } } as const
const updated = { type: 'session.updated', session: {} } as const

test('[OPEN-1] one whole configuration follows session.created, and no audio before it is taken', () => {
  expect(kinds(call.media(0))).toEqual(['tape.hold'])
  expect(kinds(call.say(created))).toEqual(['model.configure', 'store.saveModelSession'])
  expect(kinds(call.say(created))).toEqual([])
  expect(kinds(call.media(20))).toEqual(['tape.hold'])
})

test('[OPEN-2] held caller audio follows session.updated, in order, and all of it', () => {
  const payloads = ['AAAA', 'BBBB', 'CCCC']
  payloads.forEach((payload, i) => call.media(i * 20, { payload }))
  expect(those(call.all, 'hold').map((effect) => effect.payload)).toEqual(payloads)
  expect(those(call.open(), 'appendHeld')).toEqual([{ to: 'model', do: 'appendHeld', bytes: 9 }])
})

test('[OPEN-3] no more than five seconds are held, and the oldest goes first', () => {
  for (let at = 0; at < 6_000; at += 20) call.media(at)
  expect(heldMs(call.open())).toBe(heldBytesMax / 8)
  expect(call.session.audio.droppedBytes).toBe(8_000)
  expect(call.session.audio.modelOffsetMs).toBe(1_000)
})

test('[OPEN-4] a model that answers with another audio format is refused', () => {
  call.say(created)
  call.say({
    type: 'session.updated',
    session: { audio: { output: { format: { type: 'audio/pcm' } } } },
  })
  expect(call.session.phase).toMatchObject({ name: 'ended', ending: { reason: 'model-refused' } })
})

test('[OPEN-5] a model that does not get ready in time is tried again, and the caller kept', () => {
  const effects = call.wait(10_250)
  expect(kinds(effects)).toContain('model.close')
  expect(those(effects, 'open')).toHaveLength(1)
  call.open()
  expect(call.session.phase.name).toBe('live')
})

test('[OPEN-5] a model that never gets ready ends the call', () => {
  const effects = call.wait(60_000)
  expect(call.session.phase).toMatchObject({
    ending: { reason: 'model-unreachable', by: 'model', error: { code: 'timeout' } },
  })
  expect(those(effects, 'open')).toHaveLength(5)
})

test('a session that is taken twice changes nothing', () => {
  call.open()
  expect(kinds(call.say(updated))).toEqual([])
})
