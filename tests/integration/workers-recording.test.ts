import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { parseWav } from '#core/audio/wav.ts'
import { openRecordingFiles } from '#server/recordings/open-files.ts'
import { callCenter, type CallCenter } from '#tests/fixtures/call-center.ts'
import { lanesOf, playOn } from '#tests/fixtures/playing-phone.ts'
import { untilReady } from '#tests/fixtures/recording-relay.ts'
import { environmentOf, s3UnderTest } from '#tests/fixtures/s3-under-test.ts'

// A store that refused is asked again after a quarter of a minute.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let center: CallCenter
let store: Awaited<ReturnType<typeof s3UnderTest>>
let spoolDir: string
beforeEach(async () => {
  center = await callCenter({ recordedBy: 'relay' })
  store = await s3UnderTest()
  spoolDir = mkdtempSync(join(tmpdir(), 'switchboard-spool-'))
})
afterEach(async () => {
  await center[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
  rmSync(spoolDir, { recursive: true, force: true })
})

test('[WORK-11] what workers recorded outlives a store that refuses it, and is kept once it does not', async () => {
  const { stores } = center.app.ctx
  const place = store.config()
  const env = { ...environmentOf(place), SPOOL_DIR: spoolDir, RELAY_WORKERS: '2' }
  const relay = await center.startRelay(env)
  store.fault = ({ method }) =>
    method === 'PUT' || method === 'POST' ? { kind: 'refuse', status: 503 } : undefined
  const calls = [await center.incomingCall(relay), await center.incomingCall(relay)]
  const lines = calls.map(({ phone }) => playOn(phone))
  for (const line of lines) await line.until(1_500)
  for (const [index, { phone }] of calls.entries()) {
    lines[index]?.stop()
    phone.stop()
  }
  for (const { callId } of calls) {
    await expect
      .poll(() => stores.recordings.ofCall(callId), { timeout: 40_000 })
      .toMatchObject([
        { state: 'importing', failReason: expect.stringMatching(/not be stored yet/) },
      ])
  }
  store.fault = () => undefined
  const files = await openRecordingFiles(place)
  for (const [index, { callId }] of calls.entries()) {
    const recording = await untilReady(stores, callId)
    expect(recording).toMatchObject({ source: 'relay', failReason: null, missingMs: 0 })
    const location = files.locationOf(recording.recordingSid)
    const chunks = await (
      await files.read(location, { start: 0, end: (recording.bytes ?? 0) - 1 })
    )?.toArray()
    const wav = parseWav(Buffer.concat(chunks ?? []))
    const { caller } = lanesOf(wav.ok ? wav.wav.data : Buffer.alloc(0))
    const said = lines[index]?.said() ?? Buffer.alloc(0)
    const common = Math.min(caller.length, said.length)
    expect(said.length - common).toBeLessThanOrEqual(3 * 160)
    expect(caller.subarray(0, common).equals(said.subarray(0, common))).toBe(true)
  }
  await expect.poll(() => readdirSync(spoolDir)).toEqual(['spool-id'])
})
