import { describe, expect, test } from 'vitest'
import {
  dropped,
  frame20Ms,
  kinds,
  heldMs,
  liveCall,
  modelsClosed,
  notes,
  refused,
  steppedCall,
  those,
  type SteppedCall,
} from '#tests/fixtures/stepped-call.ts'

const agentFirst = { greeting: { mode: 'agentFirst', text: 'Hello, this is Nadia.' } } as const

/** The session is lost, and another comes up as soon as it is asked for. */
function recover(call: SteppedCall) {
  const effects = [...call.lose(), ...call.wait(0)]
  return [...effects, ...call.open()]
}

const requests = (effects: ReturnType<SteppedCall['wait']>) =>
  those(effects, 'createResponse').map((effect) => effect.request)

describe('a model session that is lost', () => {
  test('[REC-1] costs no caller’s leg: another is opened at once, with the same configuration', () => {
    const call = liveCall()
    call.speak('item_1', 20)
    const lost = [...call.lose(), ...call.wait(0)]
    expect(kinds(lost)).not.toContain('phone.close')
    expect(those(lost, 'open')).toEqual([
      { to: 'model', do: 'open', number: 1, model: 'gpt-realtime-2.1' },
    ])
    expect(those(call.open(), 'configure')).toMatchObject([
      { number: 1, config: { voice: 'marin' }, omit: [] },
    ])
    expect(call.session.phase.name).toBe('live')
  })

  test('[REC-2] is noted with its cause, and how long it took and how many tries to have another', () => {
    const call = liveCall()
    const lost = call.lose()
    expect(notes(lost)).toEqual([{ type: 'recovery.began', cause: 'model-lost', code: '1006' }])
    call.wait(0)
    call.lose()
    call.wait(300)
    expect(notes(call.open())).toEqual([{ type: 'recovery.done', afterMs: 300, tries: 2 }])
  })

  test('[REC-3] is not heard any more: late events of it change nothing', () => {
    const call = liveCall()
    call.beginResponse('resp_1')
    call.lose()
    const before = call.session
    expect(call.say({ type: 'session.updated', session: {} }, 0)).toEqual([])
    expect(call.lose(dropped, 0)).toEqual([])
    expect(call.session).toBe(before)
  })

  test('[REC-4] leaves what it was saying: that plays to its end, and the next one goes on from there', () => {
    const call = liveCall()
    call.beginResponse('resp_1')
    call.speak('item_1', 100)
    call.speak('item_1', 100)
    call.speakText('item_1', 'We have a table')
    const effects = recover(call)
    expect(kinds(effects)).not.toContain('phone.clear')
    expect(those(effects, 'mark').map((effect) => effect.mark)).toEqual(['0:200:item_1'])
    expect(requests(effects)).toEqual([{ eventId: 'go-on', unlessAnswered: true }])
    expect(call.session.transcript.lines['item_1']).toMatchObject({
      state: 'final',
      text: 'We have a table',
      interrupted: false,
    })
    call.wait(200)
    call.hearAll()
    expect(call.session.playback.items).toEqual([])
  })

  test('[REC-4] where the agent owed nothing, nothing is asked for', () => {
    const call = liveCall()
    call.answer('resp_1', 'item_1', 400, 'At eight.')
    expect(requests(recover(call))).toEqual([])
  })

  test('[REC-4] words that never became sound were not heard', () => {
    const call = liveCall()
    call.beginResponse('resp_1')
    call.speakText('item_1', 'We have')
    const effects = recover(call)
    expect(call.session.transcript.lines['item_1']).toMatchObject({ heardChars: 0, heardMs: 0 })
    expect(those(effects, 'createItem')).toEqual([])
  })
})

describe('a caller whose model is lost', () => {
  test('[REC-5] in the middle of a sentence: the next one hears it from its beginning, and answers by itself', () => {
    const call = liveCall()
    call.line(0, 1_000)
    call.startTalking('item_1', 500)
    call.line(1_000, 1_500)
    call.lose()
    call.line(1_500, 1_600)
    const effects = [...call.wait(0), ...call.open()]
    const appended = heldMs(effects)
    expect(appended).toBeGreaterThanOrEqual(500 + 300 + 100)
    expect(kinds(effects)).not.toContain('model.commit')
    expect(requests(effects)).toEqual([])
    expect(call.session.transcript.lines['item_1']).toMatchObject({ state: 'final', text: '' })
    expect(call.session.audio.modelOffsetMs).toBe(1_600 - appended)
  })

  test('[REC-6] after a turn that was not written down: the next one hears it, and is asked to answer', () => {
    const call = liveCall()
    call.line(0, 1_000)
    call.startTalking('item_1', 300)
    call.line(1_000, 2_000)
    call.stopTalking('item_1', 1_800)
    const effects = recover(call)
    expect(kinds(effects).filter((kind) => kind.startsWith('model.'))).toEqual([
      'model.close',
      'model.open',
      'model.configure',
      'model.configure',
      'model.appendHeld',
      'model.commit',
      'model.createResponse',
      'model.configure',
    ])
    // While it hears what we commit, the model answers no turn by itself.
    expect(those(effects, 'configure').map(({ holdTurns }) => holdTurns)).toEqual([
      false,
      true,
      false,
    ])
    expect(heldMs(effects)).toBeGreaterThanOrEqual(1_500)
  })

  test('[REC-6] after a turn that was written down: the next one reads it, and is asked to answer', () => {
    const call = liveCall()
    call.line(0, 2_000)
    call.startTalking('item_1', 300)
    call.stopTalking('item_1', 1_800)
    call.writeDown('item_1', 'When do you open?')
    const effects = recover(call)
    expect(heldMs(effects)).toBe(0)
    expect(those(effects, 'createItem')[0]).toMatchObject({ item: { text: 'When do you open?' } })
    expect(requests(effects)).toHaveLength(1)
  })

  test('[REC-6] where nothing is ever written down, a turn is heard again', () => {
    const call = liveCall({
      transcription: { enabled: false, model: 'gpt-transcribe', language: null },
    })
    call.line(0, 1_000)
    call.startTalking('item_1', 300)
    call.stopTalking('item_1', 900)
    expect(kinds(recover(call))).toEqual(
      expect.arrayContaining(['model.appendHeld', 'model.commit']),
    )
  })

  test('[REC-7] loses none of the words that were spoken meanwhile', () => {
    const call = liveCall()
    call.line(0, 200)
    call.lose()
    for (let at = 200; at < 24_200; at += 20) call.media(at)
    call.wait(0)
    expect(heldMs(call.open())).toBe(24_000)
    expect(call.session.audio.droppedBytes).toBe(0)
  })

  test('[REC-7] who pushes to talk has what was not committed told again, and commits it', () => {
    const call = liveCall({ turnDetection: { type: 'none' } })
    call.line(0, 400)
    const effects = recover(call)
    expect(heldMs(effects)).toBe(400)
    expect(kinds(effects)).not.toContain('model.commit')
    const asked = call.command({ do: 'createResponse', response: {} })
    expect(kinds(asked)).toEqual(['model.commit', 'model.createResponse', 'operator.answer'])
  })
})

describe('what the agent was asked for', () => {
  test('[REC-8] and had not begun is asked of the next session, in order', () => {
    const call = liveCall()
    const ask = (instructions: string) =>
      call.command({ do: 'createResponse', response: { instructions } })
    const [first] = requests(ask('Offer the terrace.'))
    ask('Ask for a name.')
    const again = requests(recover(call))
    expect(again).toEqual([first])
    call.answer('resp_1', 'item_1', 20)
    expect(requests(call.all).at(-1)?.instructions).toContain('Ask for a name.')
  })

  test('[REC-9] a greeting that was not spoken yet is spoken by the next session', () => {
    const call = liveCall(agentFirst)
    const [greeting] = requests(call.all)
    const effects = recover(call)
    expect(requests(effects)).toEqual([greeting])
    expect(those(effects, 'createItem')).toEqual([])
  })

  test('[REC-9] a greeting that was begun is not spoken again', () => {
    const call = liveCall(agentFirst)
    call.beginResponse('resp_1')
    call.speak('item_1', 200)
    call.speakText('item_1', 'Hello, this')
    expect(requests(recover(call))).toEqual([{ eventId: 'go-on', unlessAnswered: true }])
  })

  test('[REC-9] a greeting that waits for a hello still waits for it', () => {
    const call = liveCall(agentFirst, { direction: 'outbound' })
    expect(requests(recover(call))).toEqual([])
    expect(requests(call.wait(1_500))).toMatchObject([{ eventId: 'greeting' }])
  })
})

describe('trying again', () => {
  /** How long after the loss each try begins; every one of them fails at once. */
  function triesUntilTheEnd(call: SteppedCall): number[] {
    const lostAtMs = call.nowMs
    const begun: number[] = []
    call.lose()
    while (call.session.phase.name !== 'ended') {
      const opened = those(call.wait(call.timers().get('reconnect') ?? 0), 'open')
      if (opened.length > 0) begun.push(call.nowMs - lostAtMs)
      call.lose()
    }
    return begun
  }

  test('[REC-10] waits a little longer each time, then gives up with the last reason', () => {
    const call = liveCall()
    call.wait(60_000)
    expect(triesUntilTheEnd(call)).toEqual([0, 250, 750, 1_750, 3_750, 7_750])
    expect(call.session.phase).toMatchObject({ ending: dropped.ending })
    expect(notes(call.all).at(-2)).toMatchObject({ type: 'recovery.failed', tries: 6 })
  })

  test('[REC-10] sessions that are lost within seconds, again and again, are tries that failed', () => {
    const call = liveCall()
    const waits: number[] = []
    const phase = () => call.session.phase.name
    while (phase() === 'live') {
      call.wait(1_000)
      call.lose()
      if (phase() === 'ended') break
      waits.push(call.timers().get('reconnect') ?? -1)
      call.wait(waits.at(-1) ?? 0)
      call.open()
    }
    expect(waits).toEqual([0, 250, 500, 1_000, 2_000, 4_000])
    expect(call.session.phase).toMatchObject({ ending: { reason: 'model-lost' } })
  })

  test('[REC-10] a session that lasted begins the count anew; twenty losses are enough', () => {
    const call = liveCall()
    for (let losses = 1; losses <= 20; losses += 1) {
      call.wait(60_000)
      expect(call.timers().get('reconnect'), `after ${losses}`).toBeUndefined()
      call.lose()
      expect(call.timers().get('reconnect')).toBe(0)
      call.wait(0)
      call.open()
    }
    call.wait(60_000)
    call.lose()
    expect(call.session.phase.name).toBe('ended')
  })

  test('[REC-10] a session that says nothing for four seconds counts as a try', () => {
    const call = liveCall()
    call.lose()
    const effects = call.wait(4_250)
    expect(those(effects, 'open').map((effect) => effect.number)).toEqual([1, 2])
    expect(modelsClosed(effects)).toEqual([1])
  })

  test.each([
    'invalid_api_key',
    'insufficient_quota',
    'model_not_found',
    'beta_api_shape_disabled',
  ])('[REC-11] after %s none is tried: the fallback follows', (code) => {
    const call = liveCall()
    const effects = call.say({ type: 'error', error: { type: 'error', code, message: 'No.' } })
    expect(kinds(effects)).not.toContain('model.open')
    expect(call.session.phase).toMatchObject({
      ending: { reason: 'model-refused', by: 'model', error: { code } },
    })
  })

  test('[REC-11] a response that fails for good ends the call as well', () => {
    const call = liveCall()
    call.beginResponse('resp_1')
    const error = { code: 'insufficient_quota', message: 'No.' }
    call.endResponse('resp_1', { status: 'failed', status_details: { error } })
    expect(call.session.phase).toMatchObject({ ending: { reason: 'model-refused' } })
  })

  test('[REC-11] a session that expired is over, the service is not', () => {
    const call = liveCall()
    const error = { type: 'invalid_request_error', code: 'session_expired', message: '' }
    expect(kinds(call.say({ type: 'error', error }))).toContain('model.close')
    expect(those(call.wait(0), 'open')).toHaveLength(1)
  })

  test('[REC-11] a configuration that is refused is refused every time', () => {
    const call = steppedCall()
    call.accept()
    call.say({ type: 'session.created', session: {} })
    const error = { type: 'invalid_request_error', code: 'unknown_parameter', message: '' }
    call.say({ type: 'error', error })
    expect(call.session.phase).toMatchObject({ ending: { error: { code: 'unknown_parameter' } } })
  })

  test.each([
    ['server_error', null],
    ['invalid_request_error', 'rate_limit_exceeded'],
  ])('[REC-11] a service that is overloaded (%s, %s) is asked again', (type, code) => {
    const call = steppedCall()
    call.accept()
    call.say({ type: 'session.created', session: {} })
    call.say({ type: 'error', error: { type, code, message: '' } })
    expect(those(call.wait(250), 'open')).toHaveLength(1)
  })

  test('[REC-12] a caller whose model is gone for good is told so, or transferred, or hung up on', () => {
    const withFallback = liveCall().lose(refused)
    expect(kinds(withFallback)).toContain('phone.close')
    expect(kinds(withFallback)).not.toContain('carrier.endCall')
    const without = liveCall({ fallback: { mode: 'hangUp' } }).lose(refused)
    expect(kinds(without)).toContain('carrier.endCall')
  })

  test('a model that never came up is not waited for by audio that nobody hears', () => {
    const call = steppedCall()
    call.accept()
    call.media(0, { payload: frame20Ms })
    call.lose(refused)
    expect(call.media(20)).toEqual([])
  })
})

test('[REC-13] a carried-on call whose first session does not come up still owes the caller their answer', () => {
  const line = {
    itemId: 'item_1',
    position: 0,
    role: 'caller',
    text: 'When do you open?',
    state: 'final',
    startMs: 0,
    endMs: 900,
    interrupted: false,
    heardMs: null,
    heardChars: null,
    withheld: false,
  } as const
  const call = steppedCall({}, { streamNumber: 1, offsetMs: 5_000, lines: [line] })
  call.accept()
  call.lose()
  call.wait(250)
  expect(requests(call.open())).toEqual([{ eventId: 'go-on', unlessAnswered: true }])
})
