import { expect, test } from 'vitest'
import { liveCall, those } from '#tests/fixtures/stepped-call.ts'

test('[REC-14] a session that counts from 1 again overwrites nothing of the one before', () => {
  const call = liveCall()
  call.answer('resp_1', 'item_1', 20, 'At eight.')
  call.hearAll()
  call.lose()
  call.wait(0)
  call.open()
  call.answer('resp_1', 'item_1', 20, 'Anything else?')
  const { lines } = call.session.transcript
  expect(Object.values(lines).map((line) => line.text)).toEqual(['At eight.', 'Anything else?'])
  const usages = those(call.all, 'saveTurn').map((effect) => effect.turn.responseId)
  expect(new Set(usages)).toEqual(new Set(['resp_1', '0.1/resp_1']))
})

test('[REC-14] the model is spoken to in its own ids', () => {
  const call = liveCall()
  call.lose()
  call.wait(0)
  call.open()
  call.beginResponse('resp_1')
  call.speak('item_1', 1_000)
  call.wait(300)
  expect(those(call.startTalking('item_2'), 'truncate')).toMatchObject([
    { itemId: 'item_1', audioEndMs: 300 },
  ])
})

test('[REC-14] what a lost session said can be cut off at the line, not at the model', () => {
  const call = liveCall()
  call.beginResponse('resp_1')
  call.speak('item_1', 5_000)
  call.lose()
  call.wait(0)
  call.open()
  call.wait(1_000)
  const effects = call.startTalking('item_1')
  expect(those(effects, 'clear')).toHaveLength(1)
  expect(those(effects, 'truncate')).toEqual([])
  expect(call.session.transcript.lines['item_1']).toMatchObject({
    interrupted: true,
    heardMs: 1_000,
  })
})
