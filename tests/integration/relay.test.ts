import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { Stores } from '#server/storage/stores.ts'
import { relayUnderTest, type RelayUnderTest } from '#tests/fixtures/relay-under-test.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let stores: Stores
let under: RelayUnderTest

useDatabase((opened) => {
  stores = opened.stores
})
beforeEach(async () => void (under = await relayUnderTest(stores)))
afterEach(() => under[Symbol.asyncDispose]())

const frame = () => randomBytes(160).toString('base64')
const response = (id: string, status = 'completed') => ({
  id,
  object: 'realtime.response',
  status,
  output: [],
  usage: { total_tokens: 30, input_tokens: 20, output_tokens: 10 },
})

describe('before a stream has proved itself', () => {
  test('[DOOR-1] a media stream without the carrier’s signature is refused with 403', async () => {
    const socket = new WebSocket(`${under.url}/media-stream`)
    const status = await new Promise((resolve) => {
      socket.on('unexpected-response', (_request, answer) => resolve(answer.statusCode))
      socket.on('error', () => undefined)
    })
    expect(status).toBe(403)
  })

  test('[DOOR-2] a wrong ticket closes the stream with 1008, and the model is never called', async () => {
    const call = await under.answeredCall()
    const phone = await under.dial({ ...call, ticket: 'wrong' })
    phone.start()
    expect(await phone.closed).toBe(1008)
    expect(under.relay.carried()).toEqual([])
  })

  test('[DOOR-3] a ticket opens its own call only, once, and not after a minute', async () => {
    const [one, other, late] = [
      await under.answeredCall(),
      await under.answeredCall(),
      await under.answeredCall(),
    ]
    const stolen = await under.dial({ callSid: other.callSid, ticket: one.ticket })
    stolen.start()
    expect(await stolen.closed).toBe(1008)

    const good = await under.dial(other)
    good.start()
    await under.model.session()
    const again = await under.dial(other)
    again.start()
    expect(await again.closed).toBe(1008)

    under.clock.ms += 61_000
    const expired = await under.dial(late)
    expired.start()
    expect(await expired.closed).toBe(1008)
  })

  test('[DOOR-4] a stream of another account is refused', async () => {
    const phone = await under.dial(await under.answeredCall())
    phone.start({ accountSid: `AC${'2'.repeat(32)}` })
    expect(await phone.closed).toBe(1008)
  })

  test('[DOOR-5] what comes before start is bounded', async () => {
    const phone = await under.dial(await under.answeredCall())
    for (let i = 0; i < 400; i += 1) phone.media(i * 20, frame())
    expect(await phone.closed).toBe(1008)
  })
})

describe('the audio path', () => {
  test('[PATH-1] caller audio reaches the model bit for bit, in order, also what came before it was ready', async () => {
    const call = await under.answeredCall()
    const phone = await under.dial(call)
    const payloads = Array.from({ length: 120 }, frame)
    phone.start()
    payloads.slice(0, 60).forEach((payload, i) => phone.media(i * 20, payload))
    const session = await under.model.session()
    expect(session.authorization).toBe('Bearer sk-test')
    expect(session.model).toBe('gpt-realtime-2.1')
    await session.open()
    payloads.slice(60).forEach((payload, i) => phone.media((60 + i) * 20, payload))
    const sent = Buffer.concat(payloads.map((payload) => Buffer.from(payload, 'base64')))
    const given: Buffer[] = []
    for (let bytes = 0; bytes < sent.length; bytes += given.at(-1)?.length ?? 0) {
      const { audio } = await session.expect('input_audio_buffer.append')
      given.push(Buffer.from(String(audio), 'base64'))
    }
    expect(Buffer.concat(given)).toEqual(sent)
    expect(session.inbox.rest()).toEqual([])
  })

  test('[PATH-2] agent audio reaches the phone bit for bit, in order, with the marks that prove it heard', async () => {
    const { phone, session } = await under.liveCall()
    const pieces = Array.from({ length: 20 }, (_, i) => randomBytes(400 + i).toString('base64'))
    session.say({ type: 'response.created', response: response('resp_1') })
    for (const delta of pieces) {
      session.say({
        type: 'response.output_audio.delta',
        response_id: 'resp_1',
        item_id: 'item_1',
        delta,
      })
    }
    session.say({ type: 'response.output_audio.done', response_id: 'resp_1', item_id: 'item_1' })
    const bytes = pieces.reduce((sum, delta) => sum + Buffer.from(delta, 'base64').length, 0)
    const marked: number[] = []
    const heard: string[] = []
    while (marked.at(-1) !== Math.round(bytes / 8)) {
      const message = await phone.inbox.next(() => true, 'media or a mark')
      if (message.event === 'media') heard.push(message.media!.payload)
      else marked.push(Number(/^0:(\d+):item_1$/.exec(message.mark!.name)![1]))
    }
    expect(heard).toEqual(pieces)
    expect(marked[0]).toBe(50)
    marked.forEach((ms, i) => expect(ms - (marked[i - 1] ?? 0)).toBeLessThan(260))
  })

  test('[PATH-3] ten calls at once do not mix', async () => {
    const calls = await Promise.all(Array.from({ length: 10 }, () => under.answeredCall()))
    const sessions = []
    const phones = []
    for (const call of calls) {
      const phone = await under.dial(call)
      phone.start()
      const session = await under.model.session()
      await session.open()
      phones.push(phone)
      sessions.push(session)
    }
    const spoken = phones.map(() => Array.from({ length: 50 }, frame))
    for (let i = 0; i < 50; i += 1) {
      phones.forEach((phone, line) => phone.media(i * 20, spoken[line]![i]!))
    }
    const answers = sessions.map(() => frame())
    sessions.forEach((session, line) =>
      session.say({
        type: 'response.output_audio.delta',
        response_id: 'r',
        item_id: 'i',
        delta: answers[line],
      }),
    )
    for (const [line, session] of sessions.entries()) {
      for (const payload of spoken[line]!) {
        expect((await session.expect('input_audio_buffer.append'))['audio']).toBe(payload)
      }
      expect((await phones[line]!.expect('media')).media?.payload).toBe(answers[line])
    }
  })

  test('[PATH-4] a malformed frame of either side costs that frame, never the call', async () => {
    const { phone, session } = await under.liveCall()
    phone.sendText('{"event":"media"')
    phone.sendText('{"event":"media","media":{"payload":"not base64!"}}')
    phone.sendText('{"event":"telepathy"}')
    session.sayText('[]')
    session.say({ type: 'response.output_audio.delta', delta: 7 })
    session.say({ type: 'response.telepathy.delta', delta: 'x' })
    const payload = frame()
    phone.media(0, payload)
    expect((await session.expect('input_audio_buffer.append'))['audio']).toBe(payload)
  })
})

describe('the conversation', () => {
  test('[BI-7] a barge-in clears the line, truncates at what was heard and drops late audio', async () => {
    const { phone, session, callId } = await under.liveCall()
    const second = Buffer.alloc(8_000, 0x2a).toString('base64')
    const speak = (item_id: string, response_id: string) =>
      session.say({ type: 'response.output_audio.delta', response_id, item_id, delta: second })
    session.say({ type: 'response.created', response: response('resp_1') })
    speak('item_1', 'resp_1')
    speak('item_1', 'resp_1')
    const { mark } = await phone.expect('mark')
    phone.mark(mark!.name)
    await phone.expect('mark')
    phone.media(0, frame())
    await session.expect('input_audio_buffer.append')

    session.say({
      type: 'input_audio_buffer.speech_started',
      item_id: 'item_2',
      audio_start_ms: 10,
    })
    await phone.expect('clear')
    const truncate = await session.expect('conversation.item.truncate')
    expect(truncate['item_id']).toBe('item_1')
    expect(truncate['audio_end_ms']).toBeGreaterThanOrEqual(1_000)
    expect(truncate['audio_end_ms']).toBeLessThan(2_000)

    speak('item_1', 'resp_1')
    session.say({ type: 'response.done', response: response('resp_1', 'cancelled') })
    session.say({ type: 'response.created', response: response('resp_2') })
    const fresh = randomBytes(100).toString('base64')
    session.say({
      type: 'response.output_audio.delta',
      response_id: 'resp_2',
      item_id: 'item_3',
      delta: fresh,
    })
    expect((await phone.expect('media')).media?.payload).toBe(fresh)

    phone.stop()
    await under.endedCall(callId)
    const line = (await stores.transcripts.list(callId)).find((entry) => entry.itemId === 'item_1')
    expect(line).toBeUndefined()
  })

  test('[TR-1] both sides’ words are kept in conversation order with their times', async () => {
    const { phone, session, callId } = await under.liveCall()
    phone.media(0, frame())
    session.say({ type: 'input_audio_buffer.speech_started', item_id: 'ask', audio_start_ms: 200 })
    session.say({ type: 'input_audio_buffer.speech_stopped', item_id: 'ask', audio_end_ms: 900 })
    session.say({ type: 'input_audio_buffer.committed', item_id: 'ask', previous_item_id: null })
    session.say({ type: 'response.created', response: response('resp_1') })
    session.say({
      type: 'conversation.item.added',
      previous_item_id: 'ask',
      item: { id: 'reply', type: 'message', role: 'assistant', content: [] },
    })
    session.say({
      type: 'response.output_audio_transcript.done',
      response_id: 'resp_1',
      item_id: 'reply',
      transcript: 'At eight.',
    })
    session.say({
      type: 'conversation.item.input_audio_transcription.completed',
      item_id: 'ask',
      content_index: 0,
      transcript: 'When do you open?',
      usage: { type: 'duration', seconds: 0.7 },
    })
    session.say({ type: 'response.done', response: response('resp_1') })
    await under.changes.next(
      (change) =>
        change.kind === 'line' && change.line.itemId === 'ask' && change.line.state === 'final',
      'the caller’s line',
    )
    phone.stop()
    await under.endedCall(callId)
    const lines = await stores.transcripts.list(callId)
    expect(lines.map((line) => [line.role, line.text, line.startMs, line.endMs])).toEqual([
      ['caller', 'When do you open?', 200, 900],
      ['agent', 'At eight.', null, null],
    ])
    const usages = await stores.usages.list(callId)
    expect(usages.map((usage) => [usage.kind, usage.textInputTokens, usage.audioSeconds])).toEqual(
      expect.arrayContaining([
        ['response', 20, 0],
        ['transcription', 0, 0.7],
      ]),
    )
  })

  test('[LAW-6] an agent that speaks first is asked for its greeting, one that does not is not', async () => {
    const greeting = { mode: 'agentFirst', text: 'Hello, this is Nadia.' } as const
    const speaks = await under.liveCall({ greeting })
    const asked = await speaks.session.expect('response.create')
    expect(JSON.stringify(asked['response'])).toContain('Hello, this is Nadia.')
    const waits = await under.liveCall()
    waits.phone.media(0, frame())
    await waits.session.expect('input_audio_buffer.append')
    expect(waits.session.inbox.rest()).toEqual([])
  })
})

describe('the end of a call', () => {
  test('[END-1] a caller who hangs up ends the model’s session, and the reason is kept', async () => {
    const { phone, session, callId } = await under.liveCall()
    phone.stop()
    expect(await session.closed).toBe(1000)
    expect(await under.endedCall(callId)).toMatchObject({
      endReason: 'caller-hung-up',
      endedBy: 'caller',
    })
    expect(under.hungUp).toEqual([])
  })

  test('[END-5] a stream that breaks off ends the model’s session, and the call is let go of', async () => {
    const { phone, session, callId } = await under.liveCall()
    phone.drop()
    await session.closed
    await expect.poll(() => under.relay.carried()).not.toContain(callId)
    expect(await stores.calls.find(callId)).toMatchObject({ endReason: null })
  })

  test('[END-2] a model that cannot be had any more ends the caller’s leg', async () => {
    const { phone, session, callId, callSid } = await under.liveCall()
    session.say({
      type: 'error',
      error: { type: 'invalid_request_error', code: 'insufficient_quota', message: 'No quota.' },
    })
    expect(await phone.closed).toBe(1000)
    expect(await under.endedCall(callId)).toMatchObject({
      endReason: 'model-refused',
      endedBy: 'model',
    })
    await expect.poll(() => under.hungUp).toEqual([callSid])
  })

  test('[END-6] a relay that is asked to stop ends its calls and writes why', async () => {
    const { callId, phone } = await under.liveCall()
    await under.relay.close()
    await phone.closed
    expect(await stores.calls.find(callId)).toMatchObject({ endReason: 'relay-stopped' })
  })

  test('[END-7] a model that refuses the key ends the call with words that name the key', async () => {
    await using refusing = await relayUnderTest(stores, { refuseWith: 401 })
    const call = await refusing.answeredCall()
    const phone = await refusing.dial(call)
    phone.start()
    await phone.closed
    await refusing.relay.close()
    const ended = await stores.calls.find(call.callId)
    expect(ended?.endReason).toBe('model-refused')
    expect(ended?.error?.message).toContain('OPENAI_API_KEY')
  })
})

describe('the control door', () => {
  const command = (callId: string, body: unknown, secret = 'r'.repeat(32)) =>
    fetch(`${under.httpUrl}/control/calls/${callId}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}` },
      body: JSON.stringify(body),
    })

  test('[CTL-1] without the secret nothing is done', async () => {
    const { callId } = await under.liveCall()
    const end = { do: 'end', reason: 'operator-ended', endedBy: 'operator' }
    expect((await command(callId, end, 'x'.repeat(32))).status).toBe(401)
    expect(under.relay.carried()).toContain(callId)
  })

  test('[CTL-2] an operator ends a live call: both legs close, the carrier is asked, the reason stands', async () => {
    const { callId, callSid, phone, session } = await under.liveCall()
    const answer = await command(callId, {
      do: 'end',
      reason: 'operator-ended',
      endedBy: 'operator',
    })
    expect(await answer.json()).toEqual({ ok: true, notes: [] })
    await Promise.all([phone.closed, session.closed])
    await expect.poll(() => under.hungUp).toEqual([callSid])
    expect(await under.endedCall(callId)).toMatchObject({ endReason: 'operator-ended' })
  })

  test('[CFG-2] a live change after the agent spoke leaves the voice out and says so', async () => {
    const { callId, phone, session, configured } = await under.liveCall()
    const spoken = randomBytes(800).toString('base64')
    session.say({
      type: 'response.output_audio.delta',
      response_id: 'r',
      item_id: 'i',
      delta: spoken,
    })
    await phone.expect('media')
    const call = await stores.calls.find(callId)
    const config = { ...call!.config, voice: 'cedar', instructions: 'Speak of boats.' }
    const answer = (await (await command(callId, { do: 'updateConfig', config })).json()) as {
      notes: string[]
    }
    expect(answer.notes.join()).toContain('voice stays marin')
    const update = await session.expect('session.update')
    expect(JSON.stringify(configured)).toContain('"voice":"marin"')
    expect(JSON.stringify(update)).not.toContain('"voice"')
    expect(JSON.stringify(update)).toContain('Speak of boats.')
  })

  test('[CTL-3] a command for a call that is not live is refused by name', async () => {
    const answer = await command('nobody', { do: 'createResponse', response: {} })
    expect(await answer.json()).toMatchObject({ ok: false, problem: 'call-not-live' })
  })
})
