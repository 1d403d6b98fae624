import { expect, test } from 'vitest'
import { appUnderTest, asProgram, json, problemOf } from '#tests/fixtures/app-under-test.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import type { Received } from '#tests/fixtures/scripted-http.ts'

/** The app with one recording that is ready. */
async function withRecording() {
  const app = await appUnderTest()
  const { stores } = app.ctx
  const { call } = await stores.calls.create(newCall({ callSid: newSid('CA') }))
  const recordingSid = newSid('RE')
  await stores.recordings.announce({
    recordingSid,
    callId: call.id,
    channels: 2,
    state: 'importing',
    startedAt: new Date(),
  })
  const relay = app.relay.script
  app.relay.script = (received) =>
    received.method === 'DELETE' ? { status: 204 } : relay(received)
  app.carrier.script = () => ({ status: 204 })
  const isDelete = ({ method }: Received) => method === 'DELETE'
  return {
    app,
    recordingSid,
    callId: call.id,
    remove: () => asProgram('DELETE', `/api/recordings/${recordingSid}`),
    atCarrier: () => app.carrier.received.filter(isDelete).map(({ path }) => path),
    atRelay: () => app.relay.received.filter(isDelete).map(({ path }) => path),
    state: async () => (await stores.recordings.find(recordingSid))?.state,
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  }
}

test('a recording is deleted at the carrier, on the disk and in every list, and all consoles hear of it', async () => {
  await using line = await withRecording()
  expect((await line.remove()).status).toBe(204)
  expect(line.atCarrier()[0]).toMatch(new RegExp(`/Recordings/${line.recordingSid}.json$`))
  expect(line.atRelay()).toContain(`/control/recordings/${line.recordingSid}/file`)
  expect(await line.state()).toBe('deleted')
  const { recordingSid, callId } = line
  expect(line.app.published()).toContainEqual({ kind: 'recordingDeleted', recordingSid, callId })
  const call = line.app.published().find(({ kind }) => kind === 'call')
  expect(call).toMatchObject({ call: { id: callId, hasRecording: false } })
})

test('deleting it again does nothing', async () => {
  await using line = await withRecording()
  await line.remove()
  const asked = line.atCarrier().length
  expect((await line.remove()).status).toBe(204)
  expect(line.atCarrier()).toHaveLength(asked)
})

test('one that the carrier has no more is deleted here all the same', async () => {
  await using line = await withRecording()
  line.app.carrier.script = () => json({ code: 20_404, message: 'Not found', status: 404 }, 404)
  expect((await line.remove()).status).toBe(204)
  expect(await line.state()).toBe('deleted')
})

test('while the carrier has trouble nothing is deleted, and it can be asked again', async () => {
  await using line = await withRecording()
  line.app.carrier.script = () => json({ code: 20_503, message: 'Unavailable', status: 503 }, 503)
  expect((await problemOf(await line.remove())).code).toBe('carrier-unreachable')
  expect(line.atRelay()).toEqual([])
  expect(await line.state()).toBe('importing')
})

test('while the files are out of reach it stays in the lists', async () => {
  await using line = await withRecording()
  line.app.relay.script = () => ({ status: 500 })
  expect((await problemOf(await line.remove())).code).toBe('relay-unreachable')
  expect(await line.state()).toBe('importing')
})

test('an unknown recording is not found', async () => {
  await using line = await withRecording()
  const unknown = await asProgram('DELETE', `/api/recordings/${newSid('RE')}`)
  expect(line.atCarrier()).toEqual([])
  expect((await problemOf(unknown)).code).toBe('recording-not-found')
})
