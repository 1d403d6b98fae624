import { beforeEach, expect, test } from 'vitest'
import { heldLines } from '#tests/fixtures/held-lines.ts'
import {
  liveCall,
  notes,
  steppedCall,
  those,
  type SteppedCall,
} from '#tests/fixtures/stepped-call.ts'
import type { Effect } from './effects.ts'
import { keptLines } from './withhold.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall()))

const pause = (of = call) => of.command({ do: 'pauseRecording', by: 'operator' })
const resume = (of = call) => of.command({ do: 'resumeRecording', by: 'api' })
const asked = (effects: readonly Effect[]) =>
  effects.filter(({ do: wanted }) => /^(pause|resume)/.test(wanted))
const toldKeys = (of: SteppedCall) => notes(of.all).filter(({ type }) => type === 'dtmf')

test('[PAUSE-1] a pause is told to both recordings, written, and an entry of the log with who asked', () => {
  call.line(0, 500)
  const paused = pause()
  expect(asked(paused)).toEqual([
    { to: 'tap', do: 'pause', atMs: 500 },
    { to: 'carrier', do: 'pauseRecording' },
  ])
  expect(those(paused, 'savePause')).toMatchObject([{ by: 'operator' }])
  expect(notes(paused)).toEqual([{ type: 'recording.paused', by: 'operator' }])
  call.line(500, 900)
  const resumed = resume()
  expect(asked(resumed)).toEqual([
    { to: 'tap', do: 'resume', atMs: 900 },
    { to: 'carrier', do: 'resumeRecording' },
  ])
  expect(those(resumed, 'savePause')).toMatchObject([{ by: null }])
  expect(notes(resumed)).toEqual([{ type: 'recording.resumed', by: 'api' }])
})

test('[PAUSE-2] pausing or resuming twice changes nothing', () => {
  pause()
  expect(pause()).toEqual([{ to: 'operator', do: 'answer', notes: [] }])
  resume()
  expect(resume()).toEqual([{ to: 'operator', do: 'answer', notes: [] }])
})

test('[PAUSE-3] a line that reaches into a pause is told again without its words', () => {
  call.line(0, 200)
  call.startTalking('item_1', 100)
  call.line(200, 400)
  expect(heldLines(pause())).toEqual([{ itemId: 'item_1', text: '', withheld: true }])
  call.line(400, 800)
  call.stopTalking('item_1', 700)
  resume()
  // Recognition is late; the words were said in the pause all the same.
  expect(heldLines(call.writeDown('item_1', '4242'))).toEqual([
    { itemId: 'item_1', text: '', withheld: true },
  ])
})

test('[PAUSE-4] what was said before a pause, or after it, is kept', () => {
  call.line(0, 400)
  call.startTalking('item_1', 0)
  call.stopTalking('item_1', 300)
  pause()
  expect(heldLines(call.writeDown('item_1', 'Hello.'))).toMatchObject([
    { text: 'Hello.', withheld: false },
  ])
  call.line(400, 800)
  resume()
  call.line(800, 1_200)
  call.startTalking('item_2', 900)
  call.stopTalking('item_2', 1_100)
  expect(heldLines(call.writeDown('item_2', 'Bye.'))).toMatchObject([
    { text: 'Bye.', withheld: false },
  ])
})

test('[PAUSE-5] an answer that the caller is still hearing is withheld, though it was written before', () => {
  call.line(0, 100)
  call.answer('resp_1', 'item_1', 3_000, 'Your card ends in 4242.')
  call.line(100, 600)
  expect(heldLines(pause())).toEqual([{ itemId: 'item_1', text: '', withheld: true }])
  expect(keptLines(call.session)).toMatchObject([{ text: '', withheld: true }])
})

test('[PAUSE-6] without turn detection a line was said since the turn before', () => {
  call = liveCall({ turnDetection: { type: 'none' } })
  call.line(0, 2_000)
  pause(call)
  call.line(2_000, 3_000)
  resume(call)
  call.line(3_000, 5_000)
  const committed = { type: 'input_audio_buffer.committed', item_id: 'item_1' } as const
  call.say({ ...committed, previous_item_id: null })
  expect(heldLines(call.writeDown('item_1', '4242'))).toMatchObject([{ text: '', withheld: true }])
  call.line(5_000, 8_000)
  call.say({ ...committed, item_id: 'item_2', previous_item_id: 'item_1' })
  expect(heldLines(call.writeDown('item_2', 'Bye.'))).toMatchObject([{ text: 'Bye.' }])
})

test('[PAUSE-7] the model is told of the conversation as it was, pause or not', () => {
  call.line(0, 200)
  pause()
  call.startTalking('item_1', 100)
  call.writeDown('item_1', 'My name is Ann.')
  call.stopTalking('item_1', 200)
  call.lose()
  call.wait(0)
  const items = those(call.open(), 'createItem').map(({ item }) => item)
  expect(items).toContainEqual({ type: 'message', role: 'caller', text: 'My name is Ann.' })
})

test('[PAUSE-8] of a key that is pressed in a pause is only known that one was', () => {
  call.key('1')
  pause()
  call.key('4')
  resume()
  call.key('2')
  expect(toldKeys(call)).toEqual([
    { type: 'dtmf', digit: '1', atMs: 0 },
    { type: 'dtmf', withheld: true, atMs: 0 },
    { type: 'dtmf', digit: '2', atMs: 0 },
  ])
})

test('[PAUSE-9] the first key pauses, itself withheld, until none came for five seconds', () => {
  call = liveCall({ pausesRecordingForKeypad: true })
  call.line(0, 1_000)
  expect(asked(call.key('4'))[0]).toEqual({ to: 'tap', do: 'pause', atMs: 700 })
  expect(asked(call.wait(4_999))).toEqual([])
  expect(asked(call.key('2'))).toEqual([])
  expect(asked(call.wait(4_999))).toEqual([])
  expect(notes(call.wait(1))).toEqual([{ type: 'recording.resumed', by: 'keypad' }])
  expect(toldKeys(call).every((note) => !('digit' in note))).toBe(true)
})

test('[PAUSE-10] a pause of the operator’s is not ended by the keypad, not even one that the keypad began', () => {
  call = liveCall({ pausesRecordingForKeypad: true })
  pause(call)
  call.key('4')
  call.wait(60_000)
  expect(call.session.pauses.on?.by).toBe('operator')
  resume(call)
  call.key('4')
  expect(those(pause(call), 'savePause')).toMatchObject([{ by: 'operator' }])
  call.wait(60_000)
  expect(call.session.pauses.on?.by).toBe('operator')
})

test('[PAUSE-11] a call that goes to another stream is paused there before its first sound', () => {
  const next = { streamNumber: 1, offsetMs: 9_000, wasPaused: true }
  const paused = steppedCall({}, { ...next, pausedBy: 'operator' })
  expect(asked(paused.accept())).toEqual([
    { to: 'tap', do: 'pause', atMs: 9_000 },
    { to: 'carrier', do: 'pauseRecording' },
  ])
  const resumed = steppedCall({}, { ...next, pausedBy: null })
  expect(asked(resumed.accept())).toEqual([{ to: 'carrier', do: 'resumeRecording' }])
  const typing = steppedCall({}, { ...next, pausedBy: 'keypad' })
  typing.accept()
  expect(asked(typing.wait(5_000)).map((effect) => effect.do)).toEqual([
    'resume',
    'resumeRecording',
  ])
})

test('[PAUSE-12] a call may end while it is paused', () => {
  call.line(0, 200)
  call.startTalking('item_1', 100)
  pause()
  call.line(200, 400)
  const ended = call.take({ from: 'phone', type: 'stopped' })
  expect(heldLines(ended)).toMatchObject([{ text: '', withheld: true }])
})
