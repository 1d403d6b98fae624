import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Peaks, Recording } from '#contracts/recording.ts'
import {
  appUnderTest,
  asProgram,
  problemOf,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { askToDelete } from '#tests/fixtures/ask-to-delete.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'

let app: AppUnderTest
beforeAll(async () => {
  app = await appUnderTest()
})
afterAll(() => app[Symbol.asyncDispose]())

const peaks: Peaks = { bucketMs: 10, caller: [0, 255, 7], agent: [1, 2, 3] }

async function announced(over: { source?: 'relay'; state?: 'failed' | 'importing' } = {}) {
  const { recordings, calls } = app.ctx.stores
  const { call } = await calls.create(newCall({ callSid: newSid('CA') }))
  const recordingSid = newSid(over.source === 'relay' ? 'RL' : 'RE')
  const news = { recordingSid, callId: call.id, channels: 2, startedAt: new Date() }
  await recordings.announce({ ...news, state: 'importing', ...over })
  return recordingSid
}

async function ready() {
  const recordingSid = await announced()
  await app.ctx.stores.recordings.markReady(recordingSid, {
    location: `${recordingSid}.wav`,
    bytes: 1_000,
    sha256: 'a'.repeat(64),
    durationMs: 30,
    channels: 2,
    contentType: 'audio/wav',
  })
  return recordingSid
}

const retry = (sid: string) => asProgram('POST', `/api/recordings/${sid}/retry`)

test('[PEAK-4] the picture of a recording is served as it was drawn; one that is not there yet is said to come', async () => {
  const sid = await ready()
  const early = await asProgram('GET', `/api/recordings/${sid}/peaks`)
  expect(await problemOf(early)).toMatchObject({ code: 'recording-not-ready', status: 409 })
  await app.ctx.stores.peaks.save(sid, peaks)
  const drawn = await asProgram('GET', `/api/recordings/${sid}/peaks`)
  expect(await drawn.json()).toEqual(peaks)
  const waiting = await asProgram('GET', `/api/recordings/${await announced()}/peaks`)
  expect(await problemOf(waiting)).toMatchObject({ code: 'recording-not-ready' })
  await askToDelete(app.ctx.stores, sid)
  await app.ctx.stores.peaks.remove(sid)
  await app.ctx.stores.peaks.save(sid, peaks)
  expect(await app.ctx.stores.peaks.find(sid)).toBeNull()
  const gone = await asProgram('GET', `/api/recordings/${sid}/peaks`)
  expect(await problemOf(gone)).toMatchObject({ code: 'recording-gone' })
})

test('[LISTEN-16] of a recording on its way, the relay’s is being put together and the carrier’s is fetched', async () => {
  const why = async (sid: string) =>
    (await problemOf(await asProgram('GET', `/api/recordings/${sid}/audio`))).detail
  expect(await why(await announced({ source: 'relay' }))).toMatch(/relay is putting .+ together/)
  expect(await why(await announced())).toMatch(/fetched from the carrier/)
})

test('[IMPORT-6] an operator has a failed recording fetched anew, and the relay is woken', async () => {
  const sid = await announced({ state: 'failed' })
  const answered = await retry(sid)
  expect(answered.status).toBe(200)
  expect((await answered.json()) as Recording).toMatchObject({
    state: 'importing',
    failReason: null,
  })
  expect(app.relay.received.some(({ path }) => path === '/control/recordings/import')).toBe(true)
})

test('[IMPORT-6] what is here already, or what the carrier never had, is not fetched', async () => {
  for (const sid of [await ready(), await announced({ source: 'relay', state: 'failed' })]) {
    expect(await problemOf(await retry(sid))).toMatchObject({ code: 'conflict', status: 409 })
  }
  expect(await problemOf(await retry(newSid('RE')))).toMatchObject({ code: 'recording-not-found' })
})

test('[IMPORT-6] failed recordings are listed by themselves', async () => {
  const failed = await announced({ state: 'failed' })
  await ready()
  const listed = await asProgram('GET', '/api/recordings?state=failed&limit=200')
  const { items } = (await listed.json()) as { items: Recording[] }
  expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['failed']))
  expect(items.map(({ recordingSid }) => recordingSid)).toContain(failed)
})
