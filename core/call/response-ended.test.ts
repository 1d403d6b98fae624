import { beforeEach, expect, test } from 'vitest'
import { kinds, liveCall, notes, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall()))
const asked = (effects: ReturnType<SteppedCall['wait']>) =>
  those(effects, 'createResponse').map(({ request }) => request)
function fail(responseId: string) {
  call.beginResponse(responseId)
  const error = { type: 'server_error', code: 'server_error', message: 'Oh.' }
  return call.endResponse(responseId, { status: 'failed', status_details: { error } })
}
const callerTurn = () => {
  call.startTalking('item_1', 100)
  call.stopTalking('item_1', 900)
}

test('[RS-3] a response that fails is asked for again twice, a second later each, then left', () => {
  callerTurn()
  for (const failures of [1, 2]) {
    expect(notes(fail(`resp_${failures}`))).toEqual([
      { type: 'response.failed', code: 'server_error', failures },
    ])
    expect(asked(call.wait(999))).toEqual([])
    expect(asked(call.wait(1))).toEqual([{ eventId: 'retry', unlessAnswered: true }])
  }
  fail('resp_3')
  expect(asked(call.wait(60_000))).toEqual([])
  expect(call.session.phase.name).toBe('live')
})

test('[RS-3] what was asked for with words of its own is asked for with the same words', () => {
  call.command({ do: 'createResponse', response: { instructions: 'Offer the terrace.' } })
  const [request] = asked(call.all)
  fail('resp_1')
  expect(asked(call.wait(1_000))).toEqual([request])
})

test('[RS-3] whatever else is wanted meanwhile waits behind it', () => {
  call.command({ do: 'createResponse', response: { instructions: 'Offer the terrace.' } })
  call.command({ do: 'createResponse', response: { instructions: 'Ask for a name.' } })
  fail('resp_1')
  call.command({ do: 'createResponse', response: { instructions: 'Say when.' } })
  const order = [...asked(call.wait(1_000))]
  for (const id of ['resp_2', 'resp_3', 'resp_4']) order.push(...asked(call.answer(id, id, 20)))
  expect(order.map((request) => request.instructions?.split(': ').at(-1)?.slice(0, 5))).toEqual([
    'Offer',
    'Ask f',
    'Say w',
  ])
})

test('[RS-3] a success begins the count anew', () => {
  callerTurn()
  fail('resp_1')
  call.wait(1_000)
  fail('resp_2')
  call.wait(1_000)
  call.answer('resp_3', 'item_2', 20)
  call.hearAll()
  callerTurn()
  fail('resp_4')
  expect(asked(call.wait(1_000))).toHaveLength(1)
})

test('[RS-3] a session that is lost before the second is over takes nothing of it with it', () => {
  call.command({ do: 'createResponse', response: { instructions: 'Offer the terrace.' } })
  const [request] = asked(call.all)
  fail('resp_1')
  call.lose()
  call.wait(0)
  expect(asked(call.open())).toEqual([request])
  expect(asked(call.wait(1_000))).toEqual([])
})

test('[RS-4] a turn that ended during a response which went on is answered after it', () => {
  const turnDetection = {
    type: 'semantic_vad',
    eagerness: 'auto',
    interruptResponse: false,
  } as const
  call = liveCall({ turnDetection })
  call.beginResponse('resp_1')
  call.speak('item_1', 400)
  callerTurn()
  expect(asked(call.endResponse('resp_1'))).toEqual([{ eventId: 'answer', unlessAnswered: true }])
  call.answer('resp_2', 'item_3', 400)
  expect(call.session.answerDue).toBe(false)
})

test('[RS-5] a cut-off response is paid for, and its caller still waits for an answer', () => {
  call.beginResponse('resp_1')
  call.speak('item_1', 400)
  callerTurn()
  const usage = { total_tokens: 30, input_tokens: 20, output_tokens: 10 }
  const effects = call.endResponse('resp_1', { status: 'cancelled', usage })
  expect(those(effects, 'saveUsage')).toMatchObject([
    { usage: { sourceId: 'resp_1', status: 'cancelled', textInputTokens: 20 } },
  ])
  expect(call.session.answerDue).toBe(true)
})

test('[RS-6] errors that are only the other half of a race change nothing', () => {
  call.beginResponse('resp_1')
  const before = call.session.responses
  for (const code of ['response_cancel_not_active', 'input_audio_buffer_commit_empty']) {
    const error = { type: 'invalid_request_error', code, message: '' }
    expect(kinds(call.say({ type: 'error', error }))).toEqual([])
  }
  expect(call.session.responses).toEqual(before)
})

test('[RS-7] a response that is done is spoken to its end, whatever it says of its items', () => {
  call.beginResponse('resp_1')
  call.speak('item_1', 20)
  call.speak('item_1', 100)
  call.speakText('item_1', 'At eight.')
  expect(those(call.endResponse('resp_1'), 'mark')).toMatchObject([{ mark: '0:120:item_1' }])
  expect(call.session.transcript.lines['item_1']).toMatchObject({ state: 'final' })
  call.hearAll()
  expect(call.session.playback.items).toEqual([])
})

test('[RS-3] what was left alone does not count against the next answer', () => {
  for (const id of ['resp_1', 'resp_2', 'resp_3']) {
    fail(id)
    call.wait(1_000)
  }
  callerTurn()
  fail('resp_4')
  expect(asked(call.wait(1_000))).toHaveLength(1)
})
