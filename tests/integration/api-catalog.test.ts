import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import {
  appUnderTest,
  asProgram,
  json,
  OUR_NUMBER,
  problemOf,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'

let app: AppUnderTest
beforeAll(async () => {
  app = await appUnderTest({
    SIMULATED_VENDORS: 'carrier',
    ENABLE_RECORDING: 'false',
    ENABLE_TRANSCRIPTION: 'false',
  })
})
afterAll(() => app[Symbol.asyncDispose]())

async function models() {
  const listed = await asProgram('GET', '/api/models')
  return (await listed.json()) as {
    items: { id: string; shutdownDate: string | null }[]
    transcription: { id: string; shutdownDate: string | null }[]
    fresh: boolean
  }
}

test('models are listed without the vendor, and with its own retirement dates once it answers', async () => {
  const known = await models()
  expect(known.fresh).toBe(false)
  const before = known.items.find(({ id }) => id === 'gpt-realtime')
  expect(before?.shutdownDate).toBe('2027-01-20')
  app.model.script = () =>
    json({
      object: 'list',
      data: [
        { id: 'gpt-realtime', object: 'model', shutdown_date: '2027-03-01' },
        { id: 'gpt-transcribe', object: 'model', shutdown_date: null },
      ],
    })
  app.advance(61_000)
  const fresh = await models()
  expect(fresh.fresh).toBe(true)
  expect(fresh.items.find(({ id }) => id === 'gpt-realtime')?.shutdownDate).toBe('2027-03-01')
  expect(app.model.received.at(-1)).toMatchObject({
    path: '/v1/models',
    headers: expect.objectContaining({ authorization: 'Bearer sk-test' }),
  })
  const asked = app.model.received.length
  await models()
  expect(app.model.received.length).toBe(asked)
})

test('all ten voices are listed, the recommended ones first', async () => {
  const listed = await asProgram('GET', '/api/voices')
  const { items } = (await listed.json()) as { items: { id: string; recommended: boolean }[] }
  expect(items).toHaveLength(10)
  expect(items.filter(({ recommended }) => recommended).map(({ id }) => id)).toEqual(
    items.slice(0, 2).map(({ id }) => id),
  )
})

test('a voice is heard, and its sample is asked for once', async () => {
  app.model.script = () => ({ headers: { 'content-type': 'audio/wav' }, body: 'RIFF' })
  const before = app.model.received.length
  for (const time of [1, 2]) {
    const sample = await asProgram('GET', '/api/voices/marin/sample')
    expect([time, sample.headers.get('content-type')]).toEqual([time, 'audio/wav'])
    expect(await sample.text()).toBe('RIFF')
  }
  expect(app.model.received.length - before).toBe(1)
  expect(JSON.parse(app.model.received.at(-1)?.body ?? '')).toMatchObject({
    voice: 'marin',
    response_format: 'wav',
  })
})

test('a voice that does not exist, or has no sample there, is not found; silence is another problem', async () => {
  const unknown = await asProgram('GET', '/api/voices/nova/sample')
  expect(await problemOf(unknown)).toMatchObject({ code: 'not-found', status: 404 })
  app.model.script = () => json({ error: { message: 'unknown voice' } }, 400)
  const refused = await asProgram('GET', '/api/voices/ballad/sample')
  expect(await problemOf(refused)).toMatchObject({ code: 'not-found', status: 404 })
  app.model.script = () => ({ status: 503 })
  const down = await asProgram('GET', '/api/voices/ballad/sample')
  expect(await problemOf(down)).toMatchObject({ code: 'model-unreachable', status: 502 })
})

test('our numbers are listed, the default one first', async () => {
  const listed = await asProgram('GET', '/api/phone-numbers')
  expect(await listed.json()).toEqual({
    items: [
      { phoneNumber: OUR_NUMBER, friendlyName: 'Line 00', isDefault: true },
      { phoneNumber: '+14155550199', friendlyName: 'Line 99', isDefault: false },
    ],
  })
  const script = app.carrier.script
  app.carrier.script = () => ({ status: 500, body: 'oops' })
  const down = await asProgram('GET', '/api/phone-numbers')
  app.carrier.script = script
  expect(await problemOf(down)).toMatchObject({ code: 'carrier-unreachable', status: 502 })
})

test('the system says what is simulated, what is on and whether the relay answers', async () => {
  const system = await asProgram('GET', '/api/system')
  expect(await system.json()).toEqual({
    simulated: { carrier: true, model: false },
    recording: false,
    transcription: false,
    phoneNumber: OUR_NUMBER,
    publicUrl: 'http://localhost:3000',
    relay: 'up',
    setupRequired: true,
  })
})

test('where recording and transcription are off, a call is placed without either', async () => {
  const placed = await asProgram('POST', '/api/calls', { body: { to: '+14155550123' } })
  expect(await placed.json()).toMatchObject({ config: { transcription: { enabled: false } } })
  const dial = app.carrier.received.findLast(({ path }) => path.endsWith('/Calls.json'))
  expect(dial?.body).not.toMatch(/Record/)
})

test('health is public, and without the relay it is degraded', async () => {
  const well = await fetchApp('/api/health')
  expect(await well.json()).toEqual({ status: 'ok', database: 'up', relay: 'up' })
  const script = app.relay.script
  app.relay.script = () => ({ status: 500 })
  const degraded = await fetchApp('/api/health')
  app.relay.script = script
  expect(degraded.status).toBe(200)
  expect(await degraded.json()).toEqual({ status: 'degraded', database: 'up', relay: 'down' })
})

test('health fails when the database does', async () => {
  const { stores } = app.ctx
  const ping = stores.ping
  stores.ping = () => Promise.reject(new Error('no database'))
  const response = await fetchApp('/api/health')
  stores.ping = ping
  expect(response.status).toBe(503)
  expect(await response.json()).toMatchObject({ status: 'degraded', database: 'down' })
})

test('an address that does not exist is a problem too', async () => {
  const response = await fetchApp('/api/nothing/here')
  expect(await problemOf(response)).toMatchObject({ code: 'not-found', status: 404 })
})
