import { expect, test } from 'vitest'
import type { Stores } from '#server/storage/stores.ts'
import { relayUnderTest, type RelayUnderTest } from '#tests/fixtures/relay-under-test.ts'
import { beginAnswer, sound } from '#tests/fixtures/scripted-talk.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let stores: Stores
useDatabase((opened) => {
  stores = opened.stores
})

type LiveCall = Awaited<ReturnType<RelayUnderTest['liveCall']>>

/** One of the relay's figures, as Prometheus reads it. */
async function metric(under: RelayUnderTest, series: string): Promise<number> {
  const text = await (await fetch(`${under.httpUrl}/metrics`)).text()
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `))
  if (line === undefined) throw new Error(`There is no ${series} among:\n${text}`)
  return Number(line.slice(series.length))
}
const waiting = (socket: 'phone' | 'model') => `switchboard_buffered_bytes_max{socket="${socket}"}`
const dropped = (direction: 'toPhone' | 'toModel') =>
  `switchboard_dropped_bytes_total{direction="${direction}"}`

/** Audio passes both ways on a healthy call; answers how long the slower way took, ms. */
async function roundTrip({ phone, session }: LiveCall, at: number): Promise<number> {
  const [said, answered] = [sound(), sound()]
  const startedAt = performance.now()
  phone.media(at * 200, said)
  const place = { response_id: 'resp_1', item_id: 'item_1', output_index: 0, content_index: 0 }
  session.say({ type: 'response.output_audio.delta', ...place, delta: answered })
  while ((await session.expect('input_audio_buffer.append'))['audio'] !== said);
  while ((await phone.expect('media')).media?.payload !== answered);
  return performance.now() - startedAt
}

async function healthyNeighbour(under: RelayUnderTest): Promise<LiveCall> {
  const call = await under.liveCall()
  beginAnswer(call.session, { response: 'resp_1', item: 'item_1', text: 'Well.' }, [])
  return call
}

const congestionOf = async (callId: string) =>
  (await stores.events.list(callId, { limit: 500 })).find(({ type }) => type === 'congestion')

const MEBIBYTE = 1024 * 1024

test('[FAULT-7] a phone that reads nothing costs two mebibytes, agent audio beyond that is dropped and counted, and the neighbours feel nothing', async () => {
  await using under = await relayUnderTest(stores)
  const neighbour = await healthyNeighbour(under)
  const sick = await under.liveCall()
  const answer = { response: 'resp_1', item: 'item_1', text: 'And so on.' }
  sick.phone.freeze()
  beginAnswer(sick.session, answer, [])
  const delta = Buffer.alloc(48_000, 0x55).toString('base64')
  const place = { response_id: 'resp_1', item_id: 'item_1', output_index: 0, content_index: 0 }
  const tripsMs: number[] = []
  for (let piece = 0; piece < 300; piece += 1) {
    sick.session.say({ type: 'response.output_audio.delta', ...place, delta })
    if (piece % 10 === 0) tripsMs.push(await roundTrip(neighbour, piece / 10))
  }
  await expect.poll(() => metric(under, dropped('toPhone'))).toBeGreaterThan(MEBIBYTE)
  expect(await metric(under, waiting('phone'))).toBeGreaterThan(MEBIBYTE)
  expect(await metric(under, waiting('phone'))).toBeLessThan(2 * MEBIBYTE + 2 * delta.length)
  expect(tripsMs.toSorted((a, b) => a - b)[15]).toBeLessThan(100)

  // Once it reads again the call goes on; what was dropped is told.
  sick.phone.thaw()
  await expect.poll(() => metric(under, waiting('phone'))).toBe(0)
  const fresh = sound()
  sick.session.say({ type: 'response.output_audio.delta', ...place, delta: fresh })
  while ((await sick.phone.expect('media')).media?.payload !== fresh);
  await expect.poll(() => congestionOf(sick.callId)).toBeDefined()
  const congestion = await congestionOf(sick.callId)
  expect(congestion?.data).toMatchObject({ direction: 'toPhone' })
  expect(Number(congestion?.data['droppedMs'])).toBeGreaterThan(60_000)
}, 60_000)

test('[FAULT-8] a model that reads nothing costs 64 KiB, the caller’s audio beyond that is dropped and counted, and the neighbours feel nothing', async () => {
  await using under = await relayUnderTest(stores)
  const neighbour = await healthyNeighbour(under)
  const sick = await under.liveCall()
  sick.session.freeze()
  const tripsMs: number[] = []
  const payload = Buffer.alloc(16_000, 0x55).toString('base64')
  for (let at = 0; at < 500; at += 1) {
    sick.phone.media(at * 2_000, payload)
    if (at % 20 === 0) tripsMs.push(await roundTrip(neighbour, at / 20))
  }
  await expect.poll(() => metric(under, dropped('toModel'))).toBeGreaterThan(MEBIBYTE)
  expect(await metric(under, waiting('model'))).toBeLessThan(64 * 1024 + 2 * payload.length)
  expect(tripsMs.toSorted((a, b) => a - b)[12]).toBeLessThan(100)

  sick.session.thaw()
  await expect.poll(() => metric(under, waiting('model'))).toBe(0)
  const fresh = sound()
  sick.phone.media(1_002_000, fresh)
  while ((await sick.session.expect('input_audio_buffer.append'))['audio'] !== fresh);
  await expect.poll(() => congestionOf(sick.callId)).toBeDefined()
  expect((await congestionOf(sick.callId))?.data).toMatchObject({ direction: 'toModel' })
}, 60_000)
