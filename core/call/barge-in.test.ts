import { beforeEach, expect, test } from 'vitest'
import { kinds, liveCall, those, type SteppedCall } from '#tests/fixtures/stepped-call.ts'

let call: SteppedCall
beforeEach(() => {
  call = liveCall()
  call.media(0)
  call.beginResponse('resp_1')
  call.speak('item_1', 1_000)
})

test('[BI-7] speech while the agent is heard clears the line and truncates at what was heard', () => {
  call.wait(340)
  const effects = call.startTalking('item_2', 300)
  expect(kinds(effects)).toContain('phone.clear')
  expect(those(effects, 'truncate')).toEqual([
    { to: 'model', do: 'truncate', itemId: 'item_1', audioEndMs: 340 },
  ])
})

test('[BI-8] late audio of a cut-off response is dropped until that response is done', () => {
  call.wait(340)
  call.startTalking('item_2', 300)
  expect(kinds(call.speak('item_1', 400))).toEqual([])
  call.endResponse('resp_1', { status: 'cancelled' })
  call.beginResponse('resp_2')
  expect(kinds(call.speak('item_3', 400, 'resp_2'))).toContain('phone.play')
})

test('[BI-9] speech after everything was heard interrupts nothing', () => {
  call.say({ type: 'response.output_audio.done', response_id: 'resp_1', item_id: 'item_1' })
  call.endResponse('resp_1')
  call.wait(1_000)
  call.hearAll()
  call.wait(500)
  const done = kinds(call.startTalking('item_2', 1_500))
  expect(done).not.toContain('phone.clear')
  expect(done).not.toContain('model.truncate')
})

test('[BI-10] an agent that may not be interrupted goes on talking', () => {
  const turnDetection = {
    type: 'semantic_vad',
    eagerness: 'auto',
    interruptResponse: false,
  } as const
  call = liveCall({ turnDetection })
  call.beginResponse('resp_1')
  call.speak('item_1', 1_000)
  call.wait(340)
  expect(kinds(call.startTalking('item_2', 300))).not.toContain('phone.clear')
})

test('[TR-3] the interrupted line says what was heard, and the text that comes late is kept', () => {
  const text = 'We have a table for two at eight.'
  call.speakText('item_1', text)
  call.wait(500)
  call.startTalking('item_2', 300)
  expect(call.session.transcript.lines['item_1']).toMatchObject({
    text,
    interrupted: true,
    heardMs: 500,
    heardChars: 'We have a table'.length,
  })
})

test('[BI-12] an item that is heard as far as it came is truncated all the same, as the model may be further on', () => {
  call.wait(1_000)
  call.hearAll()
  const effects = call.startTalking('item_2', 300)
  expect(kinds(effects)).not.toContain('phone.clear')
  expect(those(effects, 'truncate')).toMatchObject([{ itemId: 'item_1', audioEndMs: 1_000 }])
  expect(kinds(call.speak('item_1', 400))).toEqual([])
})
