import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { FeedHello } from '#contracts/feed.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase, type Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import type { TestDatabase } from '#tests/fixtures/test-database.ts'
import { connectFeed } from '#tests/fixtures/feed-client.ts'
import { operatorSession } from '#tests/fixtures/operator-session.ts'
import { relayUnderTest, type RelayUnderTest } from '#tests/fixtures/relay-under-test.ts'

let server: TestDatabase
let database: Database
let stores: Stores
let under: RelayUnderTest
let holder: { operatorId: string; sessionId: string }

beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.url)
  stores = createStores(database)
  holder = await operatorSession(database)
})
beforeEach(async () => void (under = await relayUnderTest(stores)))
afterEach(() => under[Symbol.asyncDispose]())
afterAll(async () => {
  await database.close()
  await server[Symbol.asyncDispose]()
})

const ticket = () =>
  stores.tickets.mintFeedTicket({ ...holder, expiresAt: new Date(under.clock.ms + 60_000) })

const connect = (hello: Partial<FeedHello>) =>
  connectFeed(`${under.url}/feed`, 'https://console.test', hello)

test('[FEED-1] a ticket opens one feed, once', async () => {
  const oneUse = await ticket()
  const first = await connect({ ticket: oneUse })
  expect(await first.expect('welcome')).toMatchObject({ resumed: false })
  const second = await connect({ ticket: oneUse })
  expect(await second.closed).toBe(1008)
})

test('[FEED-2] a page of another origin is refused before a socket exists', async () => {
  const socket = new WebSocket(`${under.url}/feed`, { origin: 'https://elsewhere.test' })
  const [error] = (await once(socket, 'error')) as [Error]
  expect(error.message).toContain('403')
})

test('[FEED-3] a console that comes back gets exactly what it missed, in order', async () => {
  const before = await connect({ ticket: await ticket() })
  const welcome = await before.expect('welcome')
  under.feed.publish({ kind: 'recordingDeleted', recordingSid: 'RE1', callId: 'c' })
  const seen = await before.expect('change')
  before.close()
  await before.closed
  for (const sid of ['RE2', 'RE3']) {
    under.feed.publish({ kind: 'recordingDeleted', recordingSid: sid, callId: 'c' })
  }
  const resume = { epoch: welcome.epoch, seq: seen.seq }
  const after = await connect({ ticket: await ticket(), resume })
  expect(await after.expect('welcome')).toMatchObject({ resumed: true })
  for (const sid of ['RE2', 'RE3']) {
    expect((await after.expect('change')).change).toMatchObject({ recordingSid: sid })
  }
})

test('[FEED-4] a console that knew another relay starts afresh, with the live calls as they stand', async () => {
  const { callId, session } = await under.liveCall()
  session.say({
    type: 'response.output_audio_transcript.delta',
    response_id: 'r',
    item_id: 'i',
    delta: 'Good evening',
  })
  await under.changes.next((change) => change.kind === 'line', 'a line')
  const feed = await connect({ ticket: await ticket(), resume: { epoch: 'another', seq: 3 } })
  expect(await feed.expect('welcome')).toMatchObject({ resumed: false })
  const snapshot = await feed.expect('snapshot')
  expect(snapshot.callId).toBe(callId)
  expect(snapshot.lines.map((line) => line.text)).toEqual(['Good evening'])
  expect(snapshot.events.length).toBeGreaterThan(0)
})

test('[FEED-5] what both parties do is pushed as it happens', async () => {
  const feed = await connect({ ticket: await ticket() })
  await feed.expect('welcome')
  const { phone, session } = await under.liveCall()
  const nextStates = async () => {
    for (;;) {
      const { change } = await feed.expect('change')
      if (change.kind === 'parties') return `${change.parties.caller}/${change.parties.agent}`
    }
  }
  expect(await nextStates()).toBe('listening/connecting')
  expect(await nextStates()).toBe('listening/listening')
  session.say({ type: 'input_audio_buffer.speech_started', item_id: 'a', audio_start_ms: 0 })
  expect(await nextStates()).toBe('speaking/listening')
  session.say({ type: 'input_audio_buffer.speech_stopped', item_id: 'a', audio_end_ms: 500 })
  expect(await nextStates()).toBe('listening/listening')
  session.say({
    type: 'response.created',
    response: { id: 'resp_1', status: 'in_progress', output: [] },
  })
  expect(await nextStates()).toBe('listening/thinking')
  const delta = randomBytes(800).toString('base64')
  session.say({ type: 'response.output_audio.delta', response_id: 'resp_1', item_id: 'b', delta })
  expect(await nextStates()).toBe('listening/speaking')
  const { mark } = await phone.expect('mark')
  session.say({ type: 'response.output_audio.done', response_id: 'resp_1', item_id: 'b' })
  session.say({
    type: 'response.done',
    response: { id: 'resp_1', status: 'completed', output: [] },
  })
  phone.mark(mark!.name)
  expect(await nextStates()).toBe('listening/listening')
  phone.stop()
  expect(await nextStates()).toBe('gone/gone')
})
