import { beforeEach, describe, expect, test } from 'vitest'
import type { AgentConfig } from '#contracts/agent.ts'
import type { Direction } from '#contracts/call.ts'
import type { ModelEvent } from '#contracts/model-events.ts'
import { defaultAgentConfig } from '../agent/default-config.ts'
import type { Effect } from './effects.ts'
import type { SessionEvent } from './session-event.ts'
import { newCallSession, type CallSession } from './session.ts'
import { heldBytesMax } from './step-phone.ts'
import { step } from './step.ts'

const frame20Ms = Buffer.alloc(160, 0x55).toString('base64')
const agentAudio = (ms: number) => Buffer.alloc(ms * 8, 0x2a).toString('base64')

let session: CallSession
let nowMs: number

function take(event: SessionEvent, afterMs = 0): readonly Effect[] {
  nowMs += afterMs
  const next = step(session, event, nowMs)
  session = next.session
  return next.effects
}

const model = (event: ModelEvent, afterMs = 0) =>
  take({ from: 'model', type: 'said', event }, afterMs)
const media = (timestampMs: number) =>
  take({ from: 'phone', type: 'media', timestampMs, payload: frame20Ms })
const to = (effects: readonly Effect[], name: Effect['to']) =>
  effects.filter((effect) => effect.to === name)
const done = (effects: readonly Effect[]) => effects.map((effect) => `${effect.to}.${effect.do}`)

function begin(change: Partial<AgentConfig> = {}, direction: Direction = 'inbound') {
  const config = { ...defaultAgentConfig, ...change }
  session = newCallSession({ config, direction, keepsTranscript: true })
  nowMs = 1_000
  return take({ from: 'relay', type: 'accepted' })
}

function goLive(change: Partial<AgentConfig> = {}, direction: Direction = 'inbound') {
  begin(change, direction)
  model({ type: 'session.created', session: { id: 'sess_1' } })
  return model({ type: 'session.updated', session: {} })
}

function response(id: string, status = 'completed') {
  return { id, status, output: [] }
}

function speak(itemId: string, ms: number, responseId = 'resp_1') {
  return model({
    type: 'response.output_audio.delta',
    response_id: responseId,
    item_id: itemId,
    delta: agentAudio(ms),
  })
}

function speechStarted(itemId: string, atMs: number, afterMs = 0) {
  return model(
    { type: 'input_audio_buffer.speech_started', item_id: itemId, audio_start_ms: atMs },
    afterMs,
  )
}

describe('opening', () => {
  beforeEach(() => void begin())

  test('[OPEN-1] one whole configuration follows session.created, and no audio before it is taken', () => {
    expect(done(media(0))).toEqual([])
    const effects = model({ type: 'session.created', session: { id: 'sess_1' } })
    expect(done(effects)).toEqual(['model.configure', 'store.saveModelSession'])
    expect(done(media(20))).toEqual([])
  })

  test('[OPEN-2] held caller audio follows session.updated, in order, as the base64 it came in', () => {
    const payloads = ['AAAA', 'BBBB', 'CCCC']
    payloads.forEach((payload, i) =>
      take({ from: 'phone', type: 'media', timestampMs: i * 20, payload }),
    )
    model({ type: 'session.created', session: {} })
    const effects = model({ type: 'session.updated', session: {} })
    const sent = to(effects, 'model').map((effect) =>
      'payload' in effect ? effect.payload : effect.do,
    )
    expect(sent).toEqual(payloads)
  })

  test('[OPEN-3] no more than five seconds are held, and the oldest goes first', () => {
    for (let at = 0; at < 6_000; at += 20) media(at)
    model({ type: 'session.created', session: {} })
    const effects = model({ type: 'session.updated', session: {} })
    expect(to(effects, 'model')).toHaveLength(heldBytesMax / 160)
    expect(session.droppedBytes).toBe(8_000)
    expect(session.modelClockOffsetMs).toBe(1_000)
  })

  test('[OPEN-4] a model that answers with another audio format is refused', () => {
    model({ type: 'session.created', session: {} })
    model({
      type: 'session.updated',
      session: { audio: { output: { format: { type: 'audio/pcm' } } } },
    })
    expect(session.phase).toMatchObject({ name: 'ended', ending: { reason: 'model-refused' } })
  })

  test('[OPEN-5] a model that does not get ready in time ends the call', () => {
    const effects = take({ from: 'clock', type: 'modelReady' }, 10_000)
    expect(session.phase).toMatchObject({ ending: { reason: 'model-unreachable', by: 'model' } })
    expect(done(effects)).toContain('carrier.endCall')
  })
})

describe('greeting', () => {
  test('[LAW-5] without a greeting the agent says nothing until it is asked', () => {
    expect(done(goLive())).not.toContain('model.createResponse')
  })

  test('[LAW-6] an agent that speaks first is asked for exactly the operator’s words', () => {
    const effects = goLive({ greeting: { mode: 'agentFirst', text: 'Hello, this is Nadia.' } })
    const asked = effects.find((effect) => effect.do === 'createResponse')
    expect(asked).toMatchObject({
      request: { instructions: expect.stringContaining('Hello, this is Nadia.') },
    })
  })

  const greeting = { mode: 'agentFirst', text: 'Hello, this is Nadia.' } as const

  test('[LAW-7] whoever answers an outbound call says hello first; the greeting follows at once', () => {
    expect(done(goLive({ greeting }, 'outbound'))).not.toContain('model.createResponse')
    speechStarted('item_1', 0, 300)
    expect(take({ from: 'clock', type: 'greeting' }, 1_200)).toEqual([])
    const effects = model({
      type: 'input_audio_buffer.speech_stopped',
      item_id: 'item_1',
      audio_end_ms: 900,
    })
    expect(done(effects)).toEqual(
      expect.arrayContaining(['model.configure', 'model.createResponse']),
    )
  })

  test('[LAW-7] whoever picks up and says nothing is greeted all the same', () => {
    goLive({ greeting }, 'outbound')
    expect(done(take({ from: 'clock', type: 'greeting' }, 1_500))).toContain('model.createResponse')
  })

  test('[LAW-7] until the greeting is asked for the model answers no turn by itself', () => {
    begin({ greeting }, 'outbound')
    const first = model({ type: 'session.created', session: {} })
    expect(first).toContainEqual(expect.objectContaining({ do: 'configure', holdTurns: true }))
    model({ type: 'session.updated', session: {} })
    const then = take({ from: 'clock', type: 'greeting' }, 1_500)
    expect(then).toContainEqual(expect.objectContaining({ do: 'configure', holdTurns: false }))
    expect(take({ from: 'clock', type: 'greeting' })).toEqual([])
  })
})

describe('barge-in', () => {
  beforeEach(() => {
    goLive()
    media(0)
    model({ type: 'response.created', response: response('resp_1') })
    speak('item_1', 1_000)
  })

  test('[BI-7] speech while the agent is heard clears the line and truncates at what was heard', () => {
    const effects = speechStarted('item_2', 300, 340)
    expect(to(effects, 'phone')).toEqual([{ to: 'phone', do: 'clear' }])
    expect(to(effects, 'model')).toEqual([
      { to: 'model', do: 'truncate', itemId: 'item_1', audioEndMs: 340 },
    ])
  })

  test('[BI-8] late audio of a cut-off response is dropped until that response is done', () => {
    speechStarted('item_2', 300, 340)
    expect(done(speak('item_1', 400))).toEqual([])
    model({ type: 'response.done', response: response('resp_1', 'cancelled') })
    model({ type: 'response.created', response: response('resp_2') })
    expect(done(speak('item_3', 400, 'resp_2'))).toContain('phone.play')
  })

  test('[BI-9] speech after everything was heard interrupts nothing', () => {
    model({ type: 'response.output_audio.done', response_id: 'resp_1', item_id: 'item_1' })
    take({ from: 'phone', type: 'mark', name: '0:1000:item_1' }, 1_000)
    model({ type: 'response.done', response: response('resp_1') })
    expect(done(speechStarted('item_2', 1_500, 500))).not.toContain('phone.clear')
  })

  test('[BI-10] an agent that may not be interrupted goes on talking', () => {
    goLive({
      turnDetection: { type: 'semantic_vad', eagerness: 'auto', interruptResponse: false },
    })
    model({ type: 'response.created', response: response('resp_1') })
    speak('item_1', 1_000)
    expect(done(speechStarted('item_2', 300, 340))).not.toContain('phone.clear')
  })

  test('[TR-3] the interrupted line says what was heard, and the text that comes late is kept', () => {
    const text = 'We have a table for two at eight.'
    model({
      type: 'response.output_audio_transcript.delta',
      response_id: 'resp_1',
      item_id: 'item_1',
      delta: text,
    })
    speechStarted('item_2', 300, 500)
    expect(session.transcript.lines['item_1']).toMatchObject({
      text,
      interrupted: true,
      heardMs: 500,
      heardChars: 'We have a table'.length,
    })
  })
})

describe('one response at a time', () => {
  beforeEach(() => void goLive())
  const ask = () =>
    take({ from: 'operator', type: 'commanded', command: { do: 'createResponse', response: {} } })

  test('[RS-1] a response asked for while another is under way waits until that is done', () => {
    model({ type: 'response.created', response: response('resp_1') })
    expect(done(ask())).toEqual(['operator.answer'])
    const effects = model({ type: 'response.done', response: response('resp_1') })
    expect(done(effects)).toContain('model.createResponse')
  })

  test('[RS-2] a request that the model’s own answer overtook is sent again, not lost', () => {
    const [sent] = to(ask(), 'model')
    const eventId = sent?.do === 'createResponse' ? sent.request.eventId : ''
    model({ type: 'response.created', response: response('resp_1') })
    model({
      type: 'error',
      error: {
        type: 'invalid_request_error',
        code: 'conversation_already_has_active_response',
        message: '',
        event_id: eventId,
      },
    })
    const effects = model({ type: 'response.done', response: response('resp_1') })
    expect(to(effects, 'model')).toEqual([sent])
  })
})

describe('configuration of a live call', () => {
  beforeEach(() => void goLive())
  const update = (config: AgentConfig) =>
    take({ from: 'operator', type: 'commanded', command: { do: 'updateConfig', config } })
  const notes = (effects: readonly Effect[]) =>
    effects.flatMap((effect) => (effect.do === 'answer' ? effect.notes : []))

  test('[CFG-1] before the agent has spoken its voice can change', () => {
    const effects = update({ ...defaultAgentConfig, voice: 'cedar' })
    expect(effects).toContainEqual(expect.objectContaining({ do: 'configure', omit: [] }))
    expect(notes(effects)).toEqual([])
  })

  test('[CFG-2] once the agent has spoken the voice is left out, and the operator is told', () => {
    speak('item_1', 100)
    const effects = update({ ...defaultAgentConfig, voice: 'cedar', instructions: 'New.' })
    const configured = effects.find((effect) => effect.do === 'configure')
    expect(configured).toMatchObject({ omit: ['voice'], config: { instructions: 'New.' } })
    expect(notes(effects).join()).toContain('voice stays marin')
    expect(session.config.voice).toBe('marin')
  })

  test('[CFG-3] the model of a call never changes, and the operator is told', () => {
    const effects = update({ ...defaultAgentConfig, model: 'gpt-realtime-1.5' })
    expect(notes(effects).join()).toContain('model stays gpt-realtime-2.1')
    expect(session.config.model).toBe('gpt-realtime-2.1')
  })

  test('[CFG-4] a refused voice takes nothing else with it: the rest is sent again without', () => {
    update({ ...defaultAgentConfig, voice: 'cedar', instructions: 'New.' })
    const effects = model({
      type: 'error',
      error: { type: 'invalid_request_error', code: 'cannot_update_voice', message: '' },
    })
    expect(effects).toContainEqual(expect.objectContaining({ do: 'configure', omit: ['voice'] }))
  })

  test('[CFG-5] a new speed waits until the agent has finished its turn', () => {
    model({ type: 'response.created', response: response('resp_1') })
    const effects = update({ ...defaultAgentConfig, speed: 1.2 })
    expect(effects).toContainEqual(expect.objectContaining({ do: 'configure', omit: ['speed'] }))
    const after = model({ type: 'response.done', response: response('resp_1') })
    expect(after).toContainEqual(expect.objectContaining({ do: 'configure', omit: [] }))
  })
})

describe('the end', () => {
  beforeEach(() => void goLive())

  test('[END-1] a caller who hangs up ends the model’s session, and the carrier need not be asked', () => {
    const effects = take({ from: 'phone', type: 'stopped' })
    expect(done(effects)).toEqual(
      expect.arrayContaining(['model.close', 'phone.close', 'store.saveEnd']),
    )
    expect(done(effects)).not.toContain('carrier.endCall')
  })

  test('[END-2] a model that is lost ends the caller’s leg and says so', () => {
    const ending = { reason: 'model-lost', by: 'model' } as const
    const effects = take({ from: 'model', type: 'closed', ending })
    expect(done(effects)).toEqual(expect.arrayContaining(['phone.close', 'carrier.endCall']))
    expect(effects).toContainEqual({ to: 'store', do: 'saveEnd', end: ending })
  })

  test('[END-3] a call ends once: the first reason stands', () => {
    take({ from: 'phone', type: 'stopped' })
    const effects = take({
      from: 'model',
      type: 'closed',
      ending: { reason: 'model-lost', by: 'model' },
    })
    expect(effects).toEqual([])
    expect(session.phase).toMatchObject({ ending: { reason: 'caller-hung-up' } })
  })

  test('[END-4] whoever was speaking when the call ended has a settled line', () => {
    speechStarted('item_1', 0)
    take({ from: 'phone', type: 'stopped' })
    expect(session.transcript.lines['item_1']?.state).toBe('final')
  })
})

test('[TR-6] with transcription off the agent’s words are kept, and the caller has no lines', () => {
  const transcription = { ...defaultAgentConfig.transcription, enabled: false }
  goLive({ transcription })
  expect(to(speechStarted('item_1', 0), 'console').map((effect) => effect.do)).toEqual([
    'showParties',
  ])
  model({ type: 'input_audio_buffer.speech_stopped', item_id: 'item_1', audio_end_ms: 500 })
  model({
    type: 'response.output_audio_transcript.done',
    response_id: 'resp_1',
    item_id: 'item_2',
    transcript: 'At eight.',
  })
  expect(Object.keys(session.transcript.lines)).toEqual(['item_2'])
})

test('[TR-5] where no transcript is kept, no line leaves the core', () => {
  session = newCallSession({
    config: defaultAgentConfig,
    direction: 'inbound',
    keepsTranscript: false,
  })
  nowMs = 0
  model({ type: 'session.created', session: {} })
  model({ type: 'session.updated', session: {} })
  const effects = model({
    type: 'conversation.item.input_audio_transcription.completed',
    item_id: 'item_1',
    transcript: 'My card number is ...',
    usage: null,
  })
  expect(to(effects, 'console')).toEqual([])
})
