import { beforeEach, describe, expect, test } from 'vitest'
import {
  dropped,
  kinds,
  liveCall,
  refused,
  those,
  type SteppedCall,
} from '#tests/fixtures/stepped-call.ts'

let call: SteppedCall
beforeEach(() => void (call = liveCall()))

const ended = { reason: 'agent-ended', by: 'agent' }
const endCallItem = { id: 'item_9', type: 'function_call', name: 'end_call', call_id: 'call_9' }
const output = [{ ...endCallItem, content: [] }]

/** The agent says `ms` of goodbye and asks for the end, as the model tells of it: several times. */
function sayGoodbye(ms: number, responseId = 'resp_1') {
  call.beginResponse(responseId)
  if (ms > 0) call.speak('item_1', ms, responseId)
  call.say({
    type: 'response.function_call_arguments.done',
    response_id: responseId,
    item_id: 'item_9',
    call_id: 'call_9',
    name: 'end_call',
  })
  call.say({ type: 'response.output_item.done', response_id: responseId, item: output[0]! })
  return call.endResponse(responseId, {
    output: [...(ms > 0 ? [{ id: 'item_1', type: 'message', content: [] }] : []), ...output],
  })
}

describe('an agent that ends the call', () => {
  test('[BYE-1] is heard to the last mark of its goodbye, then both legs end', () => {
    expect(kinds(sayGoodbye(900))).not.toContain('phone.close')
    call.wait(900)
    expect(call.session.phase.name).toBe('live')
    const effects = call.hearAll()
    expect(those(effects, 'saveEnd')).toMatchObject([{ end: ended }])
    expect(kinds(effects)).toEqual(expect.arrayContaining(['phone.close', 'carrier.endCall']))
    expect(call.session.transcript.lines['item_1']).toMatchObject({
      interrupted: false,
      heardMs: 900,
    })
  })

  test('[BYE-1] and whose goodbye has been heard already leaves at once', () => {
    call.beginResponse('resp_1')
    call.speak('item_1', 20)
    call.say({ type: 'response.output_audio.done', response_id: 'resp_1', item_id: 'item_1' })
    call.hearAll()
    call.endResponse('resp_1', { output })
    expect(call.session.phase).toMatchObject({ ending: ended })
  })

  test('[BYE-2] without a word is asked for one, by the operator’s instructions', () => {
    const effects = sayGoodbye(0)
    expect(those(effects, 'createItem')).toMatchObject([
      { item: { type: 'toolResult', toolCallId: 'call_9', output: '{"ended":true}' } },
    ])
    const [asked] = those(effects, 'createResponse')
    expect(asked?.request.instructions).toContain('Say a short goodbye')
    expect(asked?.request.instructions).toContain(call.session.config.instructions)
    call.answer('resp_2', 'item_2', 400)
    expect(call.session.phase.name).toBe('live')
    call.hearAll()
    expect(call.session.phase).toMatchObject({ ending: ended })
  })

  test('[BYE-3] that is interrupted learns that the call goes on', () => {
    sayGoodbye(900)
    call.wait(300)
    const effects = call.startTalking('item_2')
    expect(kinds(effects)).toContain('phone.clear')
    expect(those(effects, 'createItem')).toMatchObject([
      { item: { type: 'toolResult', toolCallId: 'call_9' } },
    ])
    expect(those(effects, 'createItem')[0]?.item).toMatchObject({
      output: expect.stringContaining('"ended":false'),
    })
    call.stopTalking('item_2', 0)
    call.answer('resp_2', 'item_3', 20)
    call.hearAll()
    call.wait(30_000)
    expect(call.session.phase.name).toBe('live')
  })

  test('[BYE-3] so does one whose goodbye was asked for, which is not said any more', () => {
    call.command({ do: 'createResponse', response: {} })
    sayGoodbye(0)
    call.beginResponse('resp_2')
    call.command({ do: 'createResponse', response: {} })
    const effects = call.startTalking('item_2')
    expect(those(effects, 'createItem')).toMatchObject([{ item: { role: 'system' } }])
    expect(call.session.closing).toBeNull()
  })

  test('[BYE-4] and is cut off while it asks has asked for nothing', () => {
    call.beginResponse('resp_1')
    call.speak('item_1', 900)
    call.say({ type: 'response.output_item.done', response_id: 'resp_1', item: output[0]! })
    call.startTalking('item_2')
    call.endResponse('resp_1', { status: 'cancelled', output })
    call.hearAll()
    expect(call.session.phase.name).toBe('live')
    expect(call.session.toolCalls).toEqual([])
  })

  test('[BYE-5] once, whatever else it asks for', () => {
    sayGoodbye(900)
    call.command({ do: 'createResponse', response: {} })
    sayGoodbye(100, 'resp_2')
    call.wait(1_000)
    call.hearAll()
    expect(those(call.all, 'saveEnd')).toHaveLength(1)
    expect(those(call.all, 'endCall')).toHaveLength(1)
  })

  test('[BYE-6] whose goodbye never comes ends all the same, eight seconds later', () => {
    sayGoodbye(0)
    call.beginResponse('resp_2')
    call.wait(7_999)
    expect(call.session.phase.name).toBe('live')
    call.wait(1)
    expect(call.session.phase).toMatchObject({ ending: ended })
  })

  test('[BYE-6] whose last mark never comes back ends all the same', () => {
    sayGoodbye(900)
    call.wait(8_899)
    expect(call.session.phase.name).toBe('live')
    call.wait(1)
    expect(call.session.phase).toMatchObject({ ending: ended })
  })

  test('[BYE-6] that goes on and on with its goodbye is heard out', () => {
    sayGoodbye(0)
    call.beginResponse('resp_2')
    call.wait(7_000)
    call.speak('item_2', 5_000, 'resp_2')
    call.wait(4_900)
    expect(call.session.phase.name).toBe('live')
    call.wait(700)
    expect(call.session.phase).toMatchObject({ ending: ended })
    expect(call.session.transcript.lines['item_2']).toMatchObject({ interrupted: false })
  })

  test('[BYE-7] and may not is told that there is no such tool, and goes on', () => {
    call = liveCall({ mayEndCall: false })
    const effects = sayGoodbye(0)
    expect(those(effects, 'createItem')).toMatchObject([
      {
        item: {
          type: 'toolResult',
          toolCallId: 'call_9',
          output: expect.stringContaining('no such'),
        },
      },
    ])
    expect(those(effects, 'createResponse')).toMatchObject([{ request: { eventId: 'tools' } }])
    expect(call.session.closing).toBeNull()
  })

  test('[BYE-7] a tool that nobody knows is answered, and one response follows for all of them', () => {
    call.beginResponse('resp_1')
    const tools = ['weather', 'transfer'].map((name, i) => ({
      id: `item_${i}`,
      type: 'function_call',
      name,
      call_id: `call_${i}`,
      content: [],
    }))
    const effects = call.endResponse('resp_1', { output: tools })
    expect(kinds(effects)).toEqual([
      'store.saveTurn',
      'model.createItem',
      'model.createItem',
      'model.createResponse',
      'console.showParties',
    ])
  })
})

describe('a goodbye whose model is lost', () => {
  test('[BYE-8] after it was said: it is heard to its end, and nobody is reached for more', () => {
    sayGoodbye(900)
    call.lose()
    call.wait(899)
    expect(kinds(call.all).filter((kind) => kind === 'model.open')).toHaveLength(1)
    expect(call.session.phase.name).toBe('connecting')
    call.hearAll()
    expect(call.session.phase).toMatchObject({ ending: ended })
  })

  test('[BYE-8] before it was said: the next session says it', () => {
    sayGoodbye(0)
    const [asked] = those(call.all, 'createResponse')
    call.lose()
    call.wait(0)
    expect(those(call.open(), 'createResponse')).toEqual([asked])
    call.answer('resp_1', 'item_1', 20)
    call.hearAll()
    expect(call.session.phase).toMatchObject({ ending: ended })
  })

  test('[BYE-8] for good: the call ends as the agent meant it, not with a failure', () => {
    sayGoodbye(900)
    call.lose(refused)
    call.hearAll()
    expect(call.session.phase).toMatchObject({ ending: ended })
    expect(kinds(call.all)).toContain('carrier.endCall')
  })

  test('[BYE-8] and interrupted: the next session, which never asked for the end, is told in words', () => {
    sayGoodbye(0)
    call.beginResponse('resp_2')
    call.speak('item_2', 2_000, 'resp_2')
    call.lose(dropped)
    call.wait(0)
    call.open()
    const effects = call.startTalking('item_1')
    expect(those(effects, 'createItem')).toMatchObject([{ item: { role: 'system' } }])
  })
})
