import { beforeEach, describe, expect, test } from 'vitest'
import {
  dropped,
  heldMs,
  kinds,
  liveCall,
  modelsClosed,
  notes,
  refused,
  those,
  type SteppedCall,
} from '#tests/fixtures/stepped-call.ts'

const hour = 3_600_000
let call: SteppedCall
beforeEach(() => {
  call = liveCall({ longestCallMinutes: 240 })
  call.take({ from: 'model', number: 0, type: 'expiring', inMs: hour })
})

/** Up to the moment at which a successor is opened. */
const untilRotation = () => call.wait(hour - 120_000)
const configureStandby = () => call.open(1)

describe('a session that is about to expire', () => {
  test('[ROT-1] gets a successor two minutes before, which is made ready beside it', () => {
    call.wait(hour - 120_001)
    expect(those(call.all, 'open')).toHaveLength(1)
    expect(those(call.wait(1), 'open')).toMatchObject([{ number: 1 }])
    call.startTalking('item_1')
    expect(those(configureStandby(), 'configure')).toMatchObject([{ number: 1, omit: [] }])
    expect(call.session.model.number).toBe(0)
    expect(kinds(call.media(0))).toEqual(['model.append'])
  })

  test('[ROT-2] is replaced at the next quiet moment, with the conversation, unheard by the caller', () => {
    call.answer('resp_1', 'item_1', 400, 'At eight.')
    call.wait(400)
    untilRotation()
    expect(kinds(configureStandby())).not.toContain('model.close')
    const effects = call.hearAll()
    expect(those(effects, 'close')).toEqual([{ to: 'model', do: 'close', number: 0 }])
    expect(those(effects, 'createItem')[0]).toMatchObject({ item: { text: 'At eight.' } })
    expect(notes(effects)).toEqual([{ type: 'session.renewed' }])
    expect(those(effects, 'saveModelSession')).toMatchObject([{ modelSessionId: 'sess_1' }])
    expect(kinds(effects)).not.toContain('phone.play')
    expect(kinds(effects)).not.toContain('phone.clear')
    expect(kinds(effects)).not.toContain('model.createResponse')
    expect(call.session.model.number).toBe(1)
  })

  test.each([
    ['the caller speaks', () => call.startTalking('item_1')],
    ['an answer is due', () => call.stopTalking('item_1', 0)],
    ['the agent is asked', () => call.command({ do: 'createResponse', response: {} })],
    ['the agent speaks', () => call.beginResponse('resp_1')],
  ])('[ROT-2] not while %s', (_, begin) => {
    untilRotation()
    begin()
    configureStandby()
    expect(call.session.model.number).toBe(0)
  })

  test('[ROT-4] whose successor fails or does not get ready gets another after five seconds', () => {
    untilRotation()
    const failed = call.lose(dropped, 1)
    expect(notes(failed)).toEqual([{ type: 'rotation.delayed', cause: 'model-lost', code: '1006' }])
    expect(call.session.phase.name).toBe('live')
    expect(those(call.wait(5_000), 'open')).toMatchObject([{ number: 2 }])
    const late = call.wait(15_000)
    expect(those(late, 'close')).toMatchObject([{ number: 2 }])
    expect(those(late, 'open')).toMatchObject([{ number: 3 }])
    call.open(3)
    expect(call.session.model.number).toBe(3)
  })

  test('[ROT-4] whose successor answers with another audio format gets another', () => {
    untilRotation()
    call.say({ type: 'session.created', session: {} }, 1)
    const session = { audio: { output: { format: { type: 'audio/pcm' } } } }
    expect(those(call.say({ type: 'session.updated', session }, 1), 'close')).toHaveLength(1)
    expect(those(call.wait(5_000), 'open')).toHaveLength(1)
  })

  test('[ROT-5] that is lost while its successor stands ready is replaced by that, without a wait', () => {
    untilRotation()
    call.startTalking('item_1')
    configureStandby()
    const effects = call.lose()
    expect(notes(effects).map((note) => note['type'])).toEqual(['recovery.began', 'recovery.done'])
    expect(those(effects, 'open')).toEqual([])
    expect(call.session).toMatchObject({ phase: { name: 'live' }, model: { number: 1 } })
    expect(call.timers().has('cover')).toBe(false)
  })

  test('[ROT-5] that is lost before its successor is ready begins anew, and leaves none open', () => {
    untilRotation()
    call.lose()
    call.wait(0)
    expect(modelsClosed(call.all)).toEqual([0, 1])
    expect(those(call.all, 'open').map((effect) => effect.number)).toEqual([0, 1, 2])
    expect(call.timers().has('rotate')).toBe(false)
  })

  test('[ROT-5] a key that was withdrawn meanwhile ends the call, successor or not', () => {
    untilRotation()
    call.startTalking('item_1')
    configureStandby()
    call.lose(refused)
    expect(call.session.phase.name).toBe('ended')
    expect(modelsClosed(call.all)).toEqual([0, 1])
  })

  test('[ROT-6] passes what the operator changed meanwhile on to its successor', () => {
    untilRotation()
    call.startTalking('item_1')
    configureStandby()
    const config = { ...call.session.config, instructions: 'Speak of boats.' }
    const effects = call.command({ do: 'updateConfig', config })
    expect(those(effects, 'configure')).toMatchObject([
      { number: 0, config: { instructions: 'Speak of boats.' } },
      { number: 1, config: { instructions: 'Speak of boats.' } },
    ])
  })
})

describe('a session that expires before a moment is quiet', () => {
  beforeEach(() => {
    call = liveCall()
    call.take({ from: 'model', number: 0, type: 'expiring', inMs: 120_000 })
    call.wait(90_000)
  })

  test('[ROT-3] is replaced shortly before its end, and the agent’s sentence goes on', () => {
    call.beginResponse('resp_1')
    call.speak('item_1', 100)
    call.speak('item_1', 100)
    configureStandby()
    call.wait(15_000)
    call.speak('item_1', 100)
    call.wait(4_990)
    expect(call.session.model.number).toBe(0)
    const effects = call.wait(10)
    expect(call.session.model.number).toBe(1)
    expect(those(effects, 'createResponse')).toMatchObject([{ request: { eventId: 'go-on' } }])
    call.hearAll()
    expect(call.session.playback.items).toEqual([])
  })

  test('[ROT-3] so is one that hears the caller, and its successor hears their sentence from its beginning', () => {
    call.line(0, 1_000)
    call.startTalking('item_1', 500)
    configureStandby()
    call.line(1_000, 3_000)
    const effects = call.wait(17_000)
    expect(heldMs(effects)).toBeGreaterThanOrEqual(2_500)
    expect(those(effects, 'createResponse')).toEqual([])
  })

  test('[ROT-3] a request that had not been begun is asked of the successor', () => {
    call = liveCall()
    call.take({ from: 'model', number: 0, type: 'expiring', inMs: 12_000 })
    call.wait(9_000)
    call.command({ do: 'createResponse', response: { instructions: 'Offer the terrace.' } })
    configureStandby()
    const [asked] = those(call.wait(2_000), 'createResponse')
    expect(asked?.request.instructions).toContain('Offer the terrace.')
  })
})

test('[ROT-7] the successor has an end of its own, before which it is replaced as well', () => {
  untilRotation()
  call.take({ from: 'model', number: 1, type: 'expiring', inMs: hour })
  configureStandby()
  expect(call.session.model.number).toBe(1)
  expect(those(call.wait(hour - 120_000), 'open')).toMatchObject([
    { number: call.session.nextModel - 1 },
  ])
})

test.each([Number.NaN, -5_000, 0, 999, 1.7e15])(
  '[ROT-8] an end in %d ms is no end that anybody means, and changes nothing',
  (inMs) => {
    call = liveCall()
    expect(call.take({ from: 'model', number: 0, type: 'expiring', inMs })).toEqual([])
  },
)

test('[ROT-8] a short-lived session is replaced in proportion', () => {
  call = liveCall()
  call.take({ from: 'model', number: 0, type: 'expiring', inMs: 12_000 })
  expect(call.timers().get('rotate')).toBe(9_000)
  expect(call.timers().get('rotateLatest')).toBe(11_000)
})
