import { beforeEach, expect, test } from 'vitest'
import { liveCall, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall()))
const saved = (effects: ReturnType<SteppedCall['wait']> = call.all) =>
  those(effects, 'saveTurn').map((effect) => effect.turn)

/** The caller speaks until 1,000 ms of the stream; the model says so 500 ms later. */
function callerTurn() {
  call.line(0, 1_500)
  call.startTalking('item_1', 200)
  call.stopTalking('item_1', 1_000)
}

test('[TURN-1] the time of an answer counts from the caller’s last sound to the first that they hear', () => {
  callerTurn()
  call.wait(100)
  call.beginResponse('resp_1')
  call.wait(200)
  call.speak('item_2', 400)
  call.wait(30)
  call.speak('item_2', 400)
  call.wait(400)
  const [heard] = saved(call.mark('1:400:item_2'))
  expect(heard).toEqual({
    number: 1,
    responseId: 'resp_1',
    itemId: 'item_2',
    cause: 'caller',
    // 500 ms of silence are how the model noticed.
    atMs: 500,
    noticedMs: 1_000,
    firstDeltaMs: 1_300,
    firstFrameMs: 1_300,
    firstHeardMs: 1_330,
    interrupted: false,
    inputTokens: 0,
    outputTokens: 0,
  })
})

test('[TURN-2] the first sound was heard a mark’s length before its mark came back, and not before it was sent', () => {
  call.beginResponse('resp_1')
  call.speak('item_1', 400)
  call.wait(10)
  expect(saved(call.mark('0:400:item_1'))[0]).toMatchObject({ firstFrameMs: 0, firstHeardMs: 0 })
})

test('[TURN-3] a turn that was asked for counts from the asking', () => {
  call.line(0, 200)
  call.command({ do: 'createResponse', response: {} })
  call.wait(300)
  call.beginResponse('resp_1')
  call.speak('item_1', 20)
  call.endResponse('resp_1')
  expect(saved()[0]).toMatchObject({
    cause: 'request',
    atMs: 200,
    noticedMs: null,
    firstDeltaMs: 300,
  })
})

test('[TURN-3] one that the model takes of its own accord counts from its beginning', () => {
  call.wait(300)
  call.answer('resp_1', 'item_1', 20)
  expect(saved()[0]).toMatchObject({ cause: 'request', firstDeltaMs: 0 })
})

test('[TURN-4] a turn’s tokens are known when its response is done, also where it made no sound', () => {
  call.beginResponse('resp_1')
  const usage = { total_tokens: 30, input_tokens: 20, output_tokens: 10 }
  call.endResponse('resp_1', { usage })
  expect(saved()).toMatchObject([
    { itemId: null, inputTokens: 20, outputTokens: 10, firstHeardMs: null },
  ])
  expect(call.session.turns.open).toEqual([])
})

test('[TURN-5] a turn that is cut off after the model was done with it was interrupted all the same', () => {
  call.beginResponse('resp_1')
  call.speak('item_1', 400)
  call.speak('item_1', 4_000)
  call.endResponse('resp_1')
  call.wait(400)
  call.mark('0:400:item_1')
  call.wait(1_000)
  const [interrupted] = saved(call.startTalking('item_2'))
  expect(interrupted).toMatchObject({ number: 1, interrupted: true, firstHeardMs: 0 })
  expect(call.session.turns.open).toEqual([])
})

test('[TURN-5] so was one of whose several items a later one was cut off', () => {
  call.beginResponse('resp_1')
  call.speak('item_1', 400)
  call.say({ type: 'response.output_audio.done', response_id: 'resp_1', item_id: 'item_1' })
  call.speak('item_2', 4_000)
  call.wait(500)
  call.mark('0:400:item_1')
  expect(saved(call.startTalking('item_3'))).toMatchObject([
    { itemId: 'item_1', interrupted: true },
  ])
  expect(saved(call.endResponse('resp_1', { status: 'cancelled' }))).toMatchObject([
    { number: 1, interrupted: true },
  ])
  expect(call.session.turns.open).toEqual([])
})

test('[TURN-5] one that was heard to its end was not', () => {
  call.answer('resp_1', 'item_1', 400)
  call.wait(400)
  call.hearAll()
  expect(saved(call.startTalking('item_2'))).toEqual([])
  expect(call.session.turns.open).toEqual([])
})

test('[TURN-6] turns are numbered from 1 as they begin', () => {
  for (const number of [1, 2, 3]) {
    call.answer(`resp_${number}`, `item_${number}`, 20)
    call.hearAll()
  }
  expect(saved().map((turn) => turn.number)).toEqual([1, 1, 2, 2, 3, 3])
})

test('[TURN-7] turns that never end are forgotten after eight others', () => {
  for (let i = 0; i < 50; i += 1) {
    call.beginResponse(`resp_${i}`)
    call.speak(`item_${i}`, 20, `resp_${i}`)
  }
  expect(call.session.turns.open).toHaveLength(8)
})
