import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase, type Database } from '#server/storage/database.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import type { TestDatabase } from '#tests/fixtures/test-database.ts'
import {
  relaySecret,
  relayUnderTest,
  type RelayUnderTest,
} from '#tests/fixtures/relay-under-test.ts'
import { scriptedHttp } from '#tests/fixtures/scripted-http.ts'

let server: TestDatabase
let database: Database
let under: RelayUnderTest

beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.url)
})
beforeEach(async () => void (under = await relayUnderTest(createStores(database))))
afterEach(() => under[Symbol.asyncDispose]())
afterAll(async () => {
  await database.close()
  await server[Symbol.asyncDispose]()
})

/** Unlike `fetch` it sends whatever Host it is told to. */
async function get(path: string, headers: OutgoingHttpHeaders = {}) {
  const asked = request(under.httpUrl + path, { headers, agent: false }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

async function sample(name: string): Promise<number> {
  const { body } = await get('/metrics')
  const line = body.split('\n').find((one) => one.startsWith(`${name} `))
  if (line === undefined) throw new Error(`no sample ${name}`)
  return Number(line.split(' ')[1])
}

/** Asks again until the sample has that value; the test's own time limit ends it. */
async function until(name: string, value: number): Promise<void> {
  while ((await sample(name)) !== value);
}

test('[WATCH-1] a call shows in the metrics while it is up, and how it ended afterwards', async () => {
  const { phone, session } = await under.liveCall()
  expect(await sample('switchboard_calls_live')).toBe(1)
  expect(await sample('switchboard_calls_begun_total{direction="inbound"}')).toBe(1)
  const frames = Array.from({ length: 5 }, () => randomBytes(160).toString('base64'))
  for (const [at, payload] of frames.entries()) phone.media(at * 20, payload)
  for (const payload of frames) {
    expect(await session.expect('input_audio_buffer.append')).toMatchObject({ audio: payload })
  }
  const handled = 'switchboard_added_latency_seconds_count{direction="toModel"}'
  expect(await sample(handled)).toBe(frames.length)
  session.say({
    type: 'response.created',
    response: { id: 'resp_1', status: 'in_progress', output: [] },
  })
  const delta = randomBytes(800).toString('base64')
  session.say({ type: 'response.output_audio.delta', response_id: 'resp_1', item_id: 'b', delta })
  await phone.expect('media')
  expect(await sample('switchboard_added_latency_seconds_count{direction="toPhone"}')).toBe(1)
  expect(await sample('switchboard_added_latency_seconds_sum{direction="toPhone"}')).toBeLessThan(1)
  phone.stop()
  await session.closed
  expect(await sample('switchboard_calls_live')).toBe(0)
  expect(await sample('switchboard_calls_ended_total{reason="caller-hung-up"}')).toBe(1)
})

test('[WATCH-1] what cannot be read is counted by kind, never by content', async () => {
  const { phone, session } = await under.liveCall()
  phone.sendText('{"event":"media","media":{"payload":7}}')
  session.sayText('no JSON at all')
  session.say({
    type: 'error',
    error: { type: 'server_error', code: 'odd_code', message: 'words' },
  })
  const frame = randomBytes(160).toString('base64')
  phone.media(0, frame)
  await session.expect('input_audio_buffer.append')
  await until('switchboard_errors_total{kind="model"}', 1)
  expect(await sample('switchboard_errors_total{kind="malformed-frame"}')).toBe(1)
  expect(await sample('switchboard_errors_total{kind="malformed-model-event"}')).toBe(1)
  expect((await get('/metrics')).body).not.toMatch(/odd_code|no JSON/)
})

test('[WATCH-1] relays in one process count apart', async () => {
  await using other = await relayUnderTest(createStores(database))
  await other.liveCall()
  expect(await sample('switchboard_calls_begun_total{direction="inbound"}')).toBe(0)
})

test('[WATCH-2] whoever asks from elsewhere, or through a proxy, shows the control secret', async () => {
  const elsewhere = { host: 'relay.example.com' }
  const proxied = { 'x-forwarded-for': '203.0.113.9' }
  const secret = { authorization: `Bearer ${relaySecret}` }
  expect(await get('/metrics')).toMatchObject({ status: 200 })
  for (const headers of [elsewhere, proxied, { ...proxied, authorization: 'Bearer wrong' }]) {
    const refused = await get('/metrics', headers)
    expect(refused.status).toBe(401)
    expect(refused.headers['www-authenticate']).toBe('Bearer')
    expect(refused.body).not.toContain('switchboard_')
  }
  for (const headers of [elsewhere, proxied]) {
    const shown = await get('/metrics', { ...headers, ...secret })
    expect(shown.status).toBe(200)
    expect(shown.headers['content-type']).toContain('version=0.0.4')
  }
})

test('[WATCH-7] a live call leaves no number, SID or word in the metrics', async () => {
  const call = await under.liveCall({ instructions: 'Nobody may read this.' })
  const { body } = await get('/metrics')
  expect(body).not.toContain(call.callSid)
  expect(body).not.toContain(call.callId)
  expect(body).not.toMatch(/\+1415|Nobody may read/)
})

test('[WATCH-3] a relay that takes calls is healthy and ready', async () => {
  expect(await get('/ready')).toMatchObject({ status: 200, body: '{"ready":true}' })
  expect(await get('/health')).toMatchObject({ status: 200, body: '{"status":"ok","calls":0}' })
  expect(await get('/elsewhere')).toMatchObject({ status: 404 })
})

test('[WATCH-6] a relay hands over the spans of its calls before it leaves', async () => {
  const collector = await scriptedHttp(() => ({ body: '{}' }))
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url }
  {
    await using traced = await relayUnderTest(createStores(database), { env })
    const { phone, session } = await traced.liveCall()
    phone.stop()
    await session.closed
  }
  const sent = collector.received.map(({ path, body }) => `${path} ${body}`).join('\n')
  expect(sent).toContain('/v1/traces')
  expect(sent).toContain('caller-hung-up')
  await collector.close()
})
