import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { importDueRecordings } from '#server/recordings/import-recordings.ts'
import { createRecordingDoor } from '#server/recordings/recording-door.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import { importerUnderTest } from '#tests/fixtures/importer-under-test.ts'
import { newSid } from '#tests/fixtures/new-call.ts'
import { recordedWav, whole } from '#tests/fixtures/scripted-media.ts'

const opened = await testDatabase()
const database = openDatabase(opened.url)
const stores = createStores(database)
const line = await importerUnderTest(stores, whole)
const recordingSid = await line.announce()
await importDueRecordings(line.ports, new AbortController().signal)

const door = createRecordingDoor({
  recordings: stores.recordings,
  files: line.ports.files,
  importer: { wake: () => undefined },
})
const server = createServer((request, response) => {
  void door.sendAudio((request.url ?? '').slice(1), request, response)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

afterAll(async () => {
  server.close()
  await line[Symbol.asyncDispose]()
  await database.close()
  await opened[Symbol.asyncDispose]()
})

function ask(sid: string, range?: string, method = 'GET') {
  return fetch(`${origin}/${sid}`, { method, headers: range === undefined ? {} : { range } })
}

test('a recording is sent whole, with its length and type', async () => {
  const response = await ask(recordingSid)
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'audio/wav',
    'content-length': String(recordedWav.length),
    'accept-ranges': 'bytes',
  })
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(recordedWav)
})

test('a range of it is sent as 206, first and last byte included', async () => {
  const response = await ask(recordingSid, 'bytes=100-199')
  expect(response.status).toBe(206)
  expect(response.headers.get('content-range')).toBe(`bytes 100-199/${recordedWav.length}`)
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(recordedWav.subarray(100, 200))
})

test('its last bytes are sent when asked for from the end', async () => {
  const response = await ask(recordingSid, 'bytes=-10')
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(recordedWav.subarray(-10))
})

test('a range past the end is answered 416 with the size', async () => {
  const response = await ask(recordingSid, `bytes=${recordedWav.length}-`)
  expect(response.status).toBe(416)
  expect(response.headers.get('content-range')).toBe(`bytes */${recordedWav.length}`)
})

test('HEAD tells the same without the bytes', async () => {
  const response = await ask(recordingSid, undefined, 'HEAD')
  expect(response.headers.get('content-length')).toBe(String(recordedWav.length))
  expect(await response.text()).toBe('')
})

test('an unknown recording, one not fetched yet and one without its file are 404', async () => {
  expect((await ask(newSid('RE'))).status).toBe(404)
  expect((await ask(await line.announce())).status).toBe(404)
  const { files } = line.ports
  await files.remove(files.locationOf(recordingSid))
  expect((await ask(recordingSid)).status).toBe(404)
})
