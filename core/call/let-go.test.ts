import { beforeEach, expect, test } from 'vitest'
import {
  kinds,
  liveCall,
  modelsClosed,
  notes,
  those,
  type SteppedCall,
} from '#tests/fixtures/stepped-call.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall()))
const handOver = (atOnce: boolean) => call.take({ from: 'relay', type: 'handingOver', atOnce })
const isGone = () => call.session.phase.name === 'ended'
const goodbye = () => {
  call.beginResponse('resp_1')
  call.speak('item_1', 900)
  const item = { id: 'item_9', type: 'function_call', name: 'end_call', call_id: 'c', content: [] }
  call.endResponse('resp_1', { output: [{ id: 'item_1', type: 'message', content: [] }, item] })
}

test('[HAND-1] a quiet call is handed over at once: both sockets close, and no end is written', () => {
  const done = kinds(handOver(false))
  expect(done).toEqual(expect.arrayContaining(['model.close', 'phone.close', 'clock.cancelAll']))
  expect(done).not.toContain('store.saveEnd')
  expect(done).not.toContain('carrier.endCall')
  expect(notes(call.all).at(-1)).toEqual({ type: 'call.handed-over' })
  expect(call.session.phase).toEqual({ name: 'ended', ending: null })
})

test('[HAND-2] a call in which somebody speaks is handed over at its next quiet moment', () => {
  call.startTalking('item_1')
  handOver(false)
  call.stopTalking('item_1', 0)
  call.answer('resp_1', 'item_2', 400)
  expect(isGone()).toBe(false)
  call.hearAll()
  expect(isGone()).toBe(true)
})

test('[HAND-3] at the latest moment it is handed over in the middle of a sentence, which is cut at what was heard', () => {
  call.beginResponse('resp_1')
  call.speak('item_1', 900)
  handOver(false)
  call.wait(300)
  handOver(true)
  expect(isGone()).toBe(true)
  expect(call.session.transcript.lines['item_1']).toMatchObject({
    state: 'final',
    interrupted: true,
    heardMs: 300,
  })
})

test('[HAND-4] a goodbye is not handed over: the call ends as it was about to', () => {
  goodbye()
  handOver(false)
  expect(isGone()).toBe(false)
  call.hearAll()
  expect(call.session.phase).toMatchObject({ ending: { reason: 'agent-ended' } })
})

test.each([
  ['the latest moment comes', () => handOver(true)],
  ['the stream breaks off', () => call.take({ from: 'phone', type: 'lost', closeCode: 1006 })],
  ['the carrier says that the stream is over', () => call.command({ do: 'letGo' })],
])('[HAND-4] a goodbye during which %s was the end of the call', (_, happens) => {
  goodbye()
  happens()
  expect(call.session.phase).toMatchObject({ ending: { reason: 'agent-ended' } })
  expect(those(call.all, 'saveEnd')).toHaveLength(1)
})

test('[HAND-5] a call without a model waits for one before it is handed over', () => {
  call.lose()
  handOver(false)
  expect(isGone()).toBe(false)
  call.wait(0)
  call.open()
  expect(isGone()).toBe(true)
})

test('[HAND-5] a goodbye that was taken back is handed over when it is quiet again', () => {
  goodbye()
  handOver(false)
  call.startTalking('item_2')
  call.stopTalking('item_2', 0)
  call.answer('resp_2', 'item_3', 20)
  call.hearAll()
  expect(call.session.phase).toEqual({ name: 'ended', ending: null })
})

test('[HAND-6] a stream that breaks off is let go of with the code that it closed with', () => {
  const effects = call.take({ from: 'phone', type: 'lost', closeCode: 1006 })
  expect(notes(effects)).toEqual([{ type: 'stream.lost', closeCode: 1006 }])
  expect(kinds(effects)).not.toContain('store.saveEnd')
})

test('[HAND-6] a call that the carrier takes from its stream answers the one who says so', () => {
  const effects = call.command({ do: 'letGo' })
  expect(kinds(effects)).toContain('operator.answer')
  expect(isGone()).toBe(true)
})

test('[HAND-7] a call that is let go of closes the successor of its model session as well', () => {
  call.take({ from: 'model', number: 0, type: 'expiring', inMs: 4_000 })
  call.wait(3_000)
  call.startTalking('item_1')
  handOver(true)
  expect(modelsClosed(call.all)).toEqual([0, 1])
})
