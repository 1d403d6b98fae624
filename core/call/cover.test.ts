import { beforeEach, expect, test } from 'vitest'
import { kinds, liveCall, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'
import { holdTone } from '../audio/hold-tone.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall()))
const sentence = Buffer.alloc(8_000, 0x11).toString('base64')
/** What the caller hears in the time, and when. */
function heardIn(ms: number): [number, string][] {
  const sinceMs = call.nowMs
  const heard: [number, string][] = []
  for (let waited = 0; waited < ms; waited += 10) {
    for (const { payload } of those(call.wait(10), 'play'))
      heard.push([call.nowMs - sinceMs, payload])
  }
  return heard
}

test('[COVER-1] after 400 ms without a model the caller hears a soft tone, and another every 1.9 s', () => {
  call.lose()
  expect(heardIn(4_300)).toEqual([
    [400, holdTone],
    [2_260, holdTone],
    [4_120, holdTone],
  ])
})

test('[COVER-1] a session that is back before is not covered at all', () => {
  call.lose()
  call.wait(390)
  call.open()
  expect(heardIn(5_000)).toEqual([])
})

test('[COVER-2] it is played into silence only: what the agent had said comes first', () => {
  call.beginResponse('resp_1')
  call.speak('item_1', 2_000)
  call.lose()
  const [first] = heardIn(3_000)
  expect(first?.[0]).toBeGreaterThanOrEqual(2_000)
  expect(first?.[0]).toBeLessThanOrEqual(2_150)
})

test('[COVER-3] the agent’s own sentence covers a wait once, then tones do', () => {
  call.take({ from: 'relay', type: 'coverRendered', payload: sentence })
  call.lose()
  expect(heardIn(5_000)).toEqual([
    [400, sentence],
    [3_000, holdTone],
    [4_860, holdTone],
  ])
})

test('[COVER-4] a caller who speaks over it clears the line, and no model is told of it', () => {
  call.take({ from: 'relay', type: 'coverRendered', payload: sentence })
  call.lose()
  call.wait(400)
  call.open()
  const done = kinds(call.startTalking('item_1'))
  expect(done).toContain('phone.clear')
  expect(done).not.toContain('model.truncate')
  expect(Object.keys(call.session.transcript.lines)).toEqual(['0.1/item_1'])
})

test('[COVER-5] a call that waits for its very first session is covered from the first failure on', () => {
  call = liveCall()
  call.lose()
  expect(heardIn(300)).toEqual([])
  call.lose()
  expect(heardIn(200)).toHaveLength(1)
})
