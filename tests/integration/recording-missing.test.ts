import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLogger } from '#server/logger.ts'
import { createCallTap } from '#server/relay/call-tap.ts'
import { thisOwner } from '#server/relay/journal-owner.ts'
import { createSpoolFile } from '#server/relay/spool-file.ts'
import { newSegmentPath } from '#server/relay/spool.ts'
import { tellMissing } from '#server/relay/tell-missing.ts'
import type { Stores } from '#server/storage/stores.ts'
import { newCall } from '#tests/fixtures/new-call.ts'
import { noise, playOn } from '#tests/fixtures/playing-phone.ts'
import { recordingRelay } from '#tests/fixtures/recording-relay.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let stores: Stores
useDatabase((opened) => {
  stores = opened.stores
})

test('[TAP-15] a call of which the disk took nothing has a recording that says so', async () => {
  await using relay = await recordingRelay(stores)
  const call = await relay.answeredCall()
  writeFileSync(join(relay.spoolDir, call.callId), 'Where the folder should be lies a file.')
  const phone = await relay.dial(call)
  phone.start()
  const session = await relay.model.session()
  await session.open()
  const line = playOn(phone)
  await line.until(2_000)
  line.stop()
  phone.stop()
  const told = await relay.changes.next(
    (change) => change.kind === 'recording' && change.recording.missingMs > 0,
    'what is missing',
  )
  const [recording, ...more] = await stores.recordings.ofCall(call.callId)
  expect(more).toEqual([])
  expect(told).toEqual({ kind: 'recording', recording })
  expect(recording).toMatchObject({ source: 'relay', state: 'failed' })
  expect(recording?.failReason).toMatch(/disk was full .+: about \d seconds of the call/)
  expect(Math.abs((recording?.missingMs ?? 0) - line.said().length / 8)).toBeLessThan(500)
})

test('[TAP-15] a recording that the disk took a part of plays, and says how much of it is missing', async () => {
  await using relay = await recordingRelay(stores)
  const { call } = await stores.calls.create({ ...newCall(), status: 'in-progress' })
  const { callId, said, lostMs } = await halfTaken(relay.spoolDir, call.id)
  const missing = { dir: relay.spoolDir, callId, missingMs: 3_000, startedAtMs: relay.clock.ms }
  await tellMissing({ stores, publish: relay.feed.publish, logger }, missing)
  expect(await stores.recordings.ofCall(callId)).toMatchObject([{ state: 'failed' }])
  await stores.calls.recordEnd(callId, { reason: 'caller-hung-up', by: 'caller' })
  const { recording, caller } = await relay.recordingOf(callId)
  expect(lostMs).toBeGreaterThan(1_000)
  expect(recording).toMatchObject({ failReason: null, missingMs: 3_000 + lostMs })
  const kept = said.length - 8 * lostMs
  expect(caller.length).toBe(said.length)
  expect(caller.subarray(0, kept).equals(said.subarray(0, kept))).toBe(true)
  expect(caller.subarray(kept).every((sample) => sample === 0xff)).toBe(true)
})

const logger = createLogger('relay', 'silent')

/** Ten seconds of a caller's, while a disk stood still that took afterwards what memory had room for. */
async function halfTaken(dir: string, callId: string) {
  const written = createSpoolFile(newSegmentPath(dir, callId, 0), () => undefined)
  const held: (() => void)[] = []
  let standsStill = true
  let lostMs = 0
  const tap = createCallTap({
    head: { version: 1, callId, streamNumber: 0, offsetMs: 0, startedAtMs: 0, owner: thisOwner() },
    file: {
      ...written,
      isBusy: () => held.length > 0 || written.isBusy(),
      write(...args) {
        if (standsStill) held.push(() => written.write(...args))
        else written.write(...args)
      },
    },
    budget: { bytes: 0, bytesMax: 1024 * 1024 },
    monotonicMs: () => 1_000,
    onLost: ({ callerMs }) => void (lostMs += callerMs),
    limits: { bytesMax: 16 * 1024 },
  })
  const said = noise(80_000)
  for (let at = 0; at < said.length; at += 160) {
    tap.caller(said.toString('base64', at, at + 160), at / 8, 1_000)
  }
  standsStill = false
  for (const write of held.splice(0)) write()
  expect(await tap.close()).toBe(0)
  return { callId, said, lostMs }
}
