import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Recording } from '#contracts/recording.ts'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import {
  appUnderTest,
  asProgram,
  json,
  problemOf,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import type { Received, Reply } from '#tests/fixtures/scripted-http.ts'

const bytes = Uint8Array.from({ length: 1_000 }, (_, at) => at % 251)
const sha256 = createHash('sha256').update(bytes).digest('hex')

let app: AppUnderTest
beforeAll(async () => {
  app = await appUnderTest()
  const rest = app.relay.script
  app.relay.script = (received) => relayWithFiles(received) ?? rest(received)
})
afterAll(() => app[Symbol.asyncDispose]())

/** A relay that keeps one file, as server/relay serves it. */
function relayWithFiles({ method, path, headers }: Received): Reply | undefined {
  if (headers.authorization !== `Bearer ${'r'.repeat(32)}`) return { status: 401 }
  if (!path.endsWith('/audio')) return undefined
  const whole = { 'content-type': 'audio/wav', 'content-length': '1000', 'accept-ranges': 'bytes' }
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '')
  if (range === null) return { headers: whole, body: method === 'HEAD' ? '' : bytes }
  const from = Number(range[1])
  const to = Math.min(range[2] === '' ? 999 : Number(range[2]), 999)
  if (from > 999) return { status: 416, headers: { 'content-range': 'bytes */1000' } }
  const part = bytes.subarray(from, to + 1)
  const partly = {
    ...whole,
    'content-length': String(part.length),
    'content-range': `bytes ${from}-${to}/1000`,
  }
  return { status: 206, headers: partly, body: part }
}

async function announced(state: 'recording' | 'importing' | 'absent' | 'failed') {
  const { call } = await app.ctx.stores.calls.create(newCall({ callSid: newSid('CA') }))
  const recordingSid = newSid('RE')
  await app.ctx.stores.recordings.announce({
    recordingSid,
    callId: call.id,
    state,
    channels: 2,
    startedAt: new Date(),
    ...(state === 'failed' && { failReason: 'The carrier gave up.' }),
  })
  return recordingSid
}

async function readyRecording(): Promise<string> {
  const recordingSid = await announced('importing')
  await app.ctx.stores.recordings.markReady(recordingSid, {
    location: `${recordingSid}.wav`,
    bytes: bytes.length,
    sha256,
    durationMs: 5_000,
    channels: 2,
    contentType: 'audio/wav',
  })
  return recordingSid
}

const audio = (sid: string, headers: Record<string, string> = {}, query = '') =>
  asProgram('GET', `/api/recordings/${sid}/audio${query}`, { headers })

test('the audio comes whole, with its length and its fingerprint', async () => {
  const sid = await readyRecording()
  const response = await audio(sid)
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'audio/wav',
    'content-length': '1000',
    'accept-ranges': 'bytes',
    etag: `"${sha256}"`,
  })
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
})

test('a range comes as that range, unless the file is another by now', async () => {
  const sid = await readyRecording()
  const part = await audio(sid, { range: 'bytes=100-199' })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 100-199/1000'])
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(100, 200))
  const same = await audio(sid, { range: 'bytes=0-9', 'if-range': `"${sha256}"` })
  expect(same.status).toBe(206)
  const other = await audio(sid, { range: 'bytes=0-9', 'if-range': '"another"' })
  expect(other.status).toBe(200)
})

test('a range beyond the end says how long the recording is', async () => {
  const response = await audio(await readyRecording(), { range: 'bytes=5000-' })
  expect(response.headers.get('content-range')).toBe('bytes */1000')
  expect(await problemOf(response)).toMatchObject({ code: 'range-not-satisfiable', status: 416 })
})

test('who has it already is told so, without the relay being asked', async () => {
  const sid = await readyRecording()
  const before = app.relay.received.length
  const response = await audio(sid, { 'if-none-match': `W/"x", "${sha256}"` })
  expect(response.status).toBe(304)
  expect(app.relay.received.length).toBe(before)
})

test('HEAD answers the headers alone', async () => {
  const sid = await readyRecording()
  const response = await asProgram('HEAD', `/api/recordings/${sid}/audio`)
  expect(response.headers.get('content-length')).toBe('1000')
  expect(app.relay.received.at(-1)).toMatchObject({ method: 'HEAD' })
})

test('a download has a name without anybody’s number in it', async () => {
  const sid = await readyRecording()
  const response = await audio(sid, {}, '?download=1')
  const day = new Date().toISOString().slice(0, 10)
  expect(response.headers.get('content-disposition')).toBe(
    `attachment; filename="recording-${day}-${sid}.wav"`,
  )
})

test.each([
  ['recording', 'recording-not-ready', 409],
  ['importing', 'recording-not-ready', 409],
  ['absent', 'recording-gone', 410],
  ['failed', 'recording-gone', 410],
] as const)('a recording in state %s has no audio: %s', async (state, code, status) => {
  const response = await audio(await announced(state))
  expect(await problemOf(response)).toMatchObject({ code, status })
})

test('an unknown recording is not found', async () => {
  for (const address of ['', '/audio']) {
    const response = await asProgram('GET', `/api/recordings/${newSid('RE')}${address}`)
    expect(await problemOf(response)).toMatchObject({ code: 'recording-not-found', status: 404 })
  }
})

test('a file that is missing is gone; a relay that is away is another matter', async () => {
  const sid = await readyRecording()
  const script = app.relay.script
  app.relay.script = () => ({ status: 404 })
  expect(await problemOf(await audio(sid))).toMatchObject({ code: 'recording-gone' })
  app.relay.script = () => ({ status: 500 })
  expect(await problemOf(await audio(sid))).toMatchObject({
    code: 'relay-unreachable',
    status: 503,
  })
  app.relay.script = script
})

test('the list is paged, newest first, and keeps to itself where files lie', async () => {
  await readyRecording()
  const newest = await readyRecording()
  const listed = await asProgram('GET', '/api/recordings?limit=1')
  const page = (await listed.json()) as { items: Recording[]; nextCursor: string }
  expect(page.items.map(({ recordingSid }) => recordingSid)).toEqual([newest])
  expect(page.items[0]).not.toHaveProperty('location')
  expect(page.nextCursor).toEqual(expect.any(String))
})

test('a carrier that does not answer is asked again later, while the recording is out of reach at once', async () => {
  const sid = await readyRecording()
  const script = app.carrier.script
  app.carrier.script = () => json({ message: 'down' }, 503)
  const response = await asProgram('DELETE', `/api/recordings/${sid}`)
  app.carrier.script = script
  expect(response.status).toBe(202)
  expect(await response.json()).toMatchObject({ recordingSid: sid, state: 'pending' })
  expect((await audio(sid)).status).toBe(410)
})

test('nobody hears a recording without a key or a session', async () => {
  const response = await fetchApp(`/api/recordings/${await readyRecording()}/audio`)
  expect(response.status).toBe(401)
})
