import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parseWav } from '#core/audio/wav.ts'
import {
  API_KEY,
  sayExactly,
  startModelUnderTest,
  type ModelUnderTest,
} from '#tests/fixtures/model-under-test.ts'
import { connectRealtime } from '#tests/fixtures/realtime-client.ts'

let model: ModelUnderTest
beforeAll(async () => {
  model = await startModelUnderTest([])
})
afterEach(() => model.hangUp())
afterAll(() => model.close())

describe('opening a session', () => {
  it('sends session.created first, with the defaults of the service', async () => {
    const client = await model.connect()
    const session = (await client.next('session.created')).session!
    expect(client.events[0]?.type).toBe('session.created')
    expect(session).toMatchObject({
      type: 'realtime',
      object: 'realtime.session',
      model: 'gpt-realtime-2.1',
      audio: {
        input: {
          format: { type: 'audio/pcm', rate: 24_000 },
          transcription: null,
          turn_detection: { type: 'server_vad', silence_duration_ms: 500 },
        },
        output: { voice: 'alloy', speed: 1 },
      },
    })
    expect(session.id).toMatch(/^sess_/)
    expect(session.expires_at).toBeGreaterThan(Date.now() / 1_000)
  })

  it.each(['', 'Bearer wrong'])('refuses the authorization %j with 401', async (authorization) => {
    await expect(model.connect({ headers: { authorization } })).rejects.toThrow('401')
  })

  it('turns a client of the beta away with close code 4000', async () => {
    const client = await model.connect({ headers: { 'OpenAI-Beta': 'realtime=v1' } })
    expect((await client.next('error')).error?.code).toBe('beta_api_shape_disabled')
    expect((await client.closed).code).toBe(4_000)
    expect(client.events.map(({ type }) => type)).toEqual(['error'])
  })

  it('knows no model that has been shut down', async () => {
    const client = await model.connect({ model: 'gpt-4o-realtime-preview' })
    expect((await client.next('error')).error?.code).toBe('model_not_found')
    await client.closed
  })

  it('ends a session that has grown too old', async () => {
    const shortLived = await startModelUnderTest([], { sessionMs: 400 })
    const client = await shortLived.connect()
    expect((await client.next('error')).error?.code).toBe('session_expired')
    await client.closed
    await shortLived.close()
  })

  it('lets every client in when it was started without a key', async () => {
    const open = await startModelUnderTest([], { apiKey: undefined })
    const client = await connectRealtime(open.url, { headers: {} })
    await client.next('session.created')
    client.close()
    await (await open.connect()).next('session.created')
    await open.close()
  })
})

describe('session.update', () => {
  it('changes what it names, keeps the rest, and clears with null', async () => {
    const client = await model.connectPhone({}, { instructions: 'Be brief.' })
    const turnDetection = { type: 'server_vad', threshold: 0.7 }
    const input = { transcription: null, turn_detection: turnDetection }
    client.send({ type: 'session.update', session: { type: 'realtime', audio: { input } } })
    const session = (await client.next('session.updated')).session!
    expect(session.instructions).toBe('Be brief.')
    expect(session.audio.input).toMatchObject({
      format: { type: 'audio/pcmu' },
      transcription: null,
      turn_detection: { threshold: 0.7, silence_duration_ms: 500, prefix_padding_ms: 300 },
    })
  })

  it('is dropped as a whole when one field is unknown', async () => {
    const client = await model.connect()
    client.send({
      type: 'session.update',
      event_id: 'mine',
      session: { type: 'realtime', instructions: 'New.', temperature: 0.8 },
    })
    expect((await client.next('error')).error).toMatchObject({
      type: 'invalid_request_error',
      code: 'unknown_parameter',
      param: 'session.temperature',
      event_id: 'mine',
    })
    client.send({ type: 'session.update', session: { type: 'realtime' } })
    expect((await client.next('session.updated')).session?.instructions).not.toBe('New.')
  })

  it('cannot change the voice once the agent has spoken, nor anything sent along', async () => {
    const client = await model.connectPhone()
    client.send(sayExactly('Hello there.'))
    await client.next('response.done')
    client.send({
      type: 'session.update',
      session: { type: 'realtime', instructions: 'New.', audio: { output: { voice: 'cedar' } } },
    })
    expect((await client.next('error')).error).toMatchObject({
      code: 'cannot_update_voice',
      param: 'session.audio.output.voice',
    })
    client.send({ type: 'session.update', session: { type: 'realtime' } })
    const session = (await client.next('session.updated')).session!
    expect(session.instructions).not.toBe('New.')
    expect(session.audio.output.voice).toBe('marin')
  })

  it('survives what is no JSON', async () => {
    const client = await model.connect()
    client.send('{"type":')
    expect((await client.next('error')).error?.code).toBe('invalid_json')
    client.send({ type: 'session.update', session: { type: 'realtime' } })
    await client.next('session.updated')
  })
})

describe('REST', () => {
  const headers = { authorization: `Bearer ${API_KEY}` }

  it('lists the models, each with the day it is shut down', async () => {
    const response = await fetch(`${model.url}/models`, { headers })
    const { data } = (await response.json()) as { data: object[] }
    expect(data).toContainEqual(
      expect.objectContaining({ id: 'gpt-realtime-2.1', shutdown_date: null }),
    )
    expect(data).toContainEqual(
      expect.objectContaining({ id: 'gpt-realtime', shutdown_date: '2027-01-20' }),
    )
  })

  it('refuses a request without the key', async () => {
    expect((await fetch(`${model.url}/models`)).status).toBe(401)
  })

  it('does not know a model that nobody has', async () => {
    expect((await fetch(`${model.url}/models/gpt-0`, { headers })).status).toBe(404)
  })

  it('speaks a sample of a voice as a WAV', async () => {
    const response = await requestSpeech({ voice: 'coral', input: 'Hello, this is my voice.' })
    const parsed = parseWav(new Uint8Array(await response.arrayBuffer()))
    expect(parsed.ok && parsed.wav.rateHz).toBe(24_000)
    expect(parsed.ok && parsed.wav.data.length / 48_000).toBeGreaterThan(1)
  })

  it('says which field of a speech request is wrong', async () => {
    const response = await requestSpeech({ voice: 'fable', input: 'Hello.' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { code: 'invalid_value', param: 'voice' },
    })
  })

  function requestSpeech(fields: object): Promise<Response> {
    const body = { model: 'gpt-4o-mini-tts', response_format: 'wav', ...fields }
    return fetch(`${model.url}/audio/speech`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
  }
})
