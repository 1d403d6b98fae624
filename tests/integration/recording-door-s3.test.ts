import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { importDueRecordings } from '#server/recordings/import-recordings.ts'
import { openRecordingFiles } from '#server/recordings/open-files.ts'
import { createRecordingDoor } from '#server/recordings/recording-door.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import { importerUnderTest } from '#tests/fixtures/importer-under-test.ts'
import { s3UnderTest } from '#tests/fixtures/s3-under-test.ts'
import { recordedWav, whole } from '#tests/fixtures/scripted-media.ts'

const stack = new AsyncDisposableStack()
const opened = stack.use(await testDatabase())
const database = stack.use(openDatabase(opened.url))
const stores = createStores(database)
const line = stack.use(await importerUnderTest(stores, whole))
const s3 = stack.use(await s3UnderTest())
const config = s3.config()

// One relay fetches it, and another, which shares nothing with it but the bucket, serves it.
const recordingSid = await line.announce()
const ports = { ...line.ports, files: await openRecordingFiles(config) }
await importDueRecordings(ports, new AbortController().signal)
const door = createRecordingDoor({
  recordings: stores.recordings,
  files: await openRecordingFiles(config),
  importer: { wake: () => undefined },
})
const server = createServer((request, response) => {
  void door.sendAudio((request.url ?? '').slice(1), request, response)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

beforeEach(() => {
  s3.fault = () => undefined
})
afterAll(async () => {
  server.close()
  await stack.disposeAsync()
})

const ask = (range?: string, method = 'GET') =>
  fetch(`${origin}/${recordingSid}`, { method, headers: range === undefined ? {} : { range } })

test('[FILES-11] with files in a bucket any relay serves what another one fetched, whole or in ranges', async () => {
  const all = await ask()
  expect([all.status, all.headers.get('content-length')]).toEqual([200, String(recordedWav.length)])
  expect(new Uint8Array(await all.arrayBuffer())).toEqual(recordedWav)
  const part = await ask('bytes=100-199')
  expect([part.status, part.headers.get('content-range')]).toEqual([
    206,
    `bytes 100-199/${recordedWav.length}`,
  ])
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(recordedWav.subarray(100, 200))
  const past = await ask(`bytes=${recordedWav.length}-`)
  expect([past.status, past.headers.get('content-range')]).toEqual([
    416,
    `bytes */${recordedWav.length}`,
  ])
  const head = await ask(undefined, 'HEAD')
  expect(head.headers.get('content-length')).toBe(String(recordedWav.length))
})

test('[FILES-11] while the store does not answer, that is what a listener is told', async () => {
  s3.fault = () => ({ kind: 'refuse', status: 503 })
  expect((await ask()).status).toBe(503)
})
