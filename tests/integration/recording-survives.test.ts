import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Recording } from '#contracts/recording.ts'
import { callCenter, type CallCenter, type Talk } from '#tests/fixtures/call-center.ts'
import { type lanesOf, noise, playOn, stretches } from '#tests/fixtures/playing-phone.ts'
import { readLanes, untilReady } from '#tests/fixtures/recording-relay.ts'
import { beginAnswer, finishAnswer } from '#tests/fixtures/scripted-talk.ts'

// Relays are started and killed as processes, which takes seconds each on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let center: CallCenter
let folder: string
beforeEach(async () => {
  center = await callCenter()
  folder = mkdtempSync(join(tmpdir(), 'switchboard-survives-'))
})
afterEach(async () => {
  await center[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const spoolDir = () => join(folder, 'spool')
const places = (name: string) => ({
  STORAGE_URL: `file:${join(folder, 'recordings')}`,
  SPOOL_DIR: spoolDir(),
  JOURNAL_DIR: join(folder, 'journal', name),
})

const answer = { response: 'resp_1', item: 'item_1', text: 'So it is.' }

function speak({ session }: Pick<Talk, 'session'>, bytes: number): Buffer {
  const spoken = noise(bytes)
  beginAnswer(session, answer, [spoken.toString('base64')])
  finishAnswer(session, answer)
  return spoken
}

function keptLanes({ recordingSid }: Recording): ReturnType<typeof lanesOf> {
  return readLanes(join(folder, 'recordings'), recordingSid)
}

const ended = { reason: 'caller-hung-up', by: 'caller' } as const

test('[TAP-7] a relay that is killed had all but the last second on the disk, and the next one finishes it', async () => {
  const first = await center.startRelay(places('first'))
  const call = await center.incomingCall(first)
  const line = playOn(call.phone)
  await line.until(200)
  const spoken = speak(call, 24_000)
  await line.until(2_600)
  const heardBefore = line.heard().length
  first.signal('SIGKILL')
  await first.gone
  line.stop()
  const mine = stretches(line.heard())[0]
  await center.app.ctx.stores.calls.recordEnd(call.callId, ended)
  await center.startRelay(places('second'))
  const recording = await untilReady(center.app.ctx.stores, call.callId)
  const kept = keptLanes(recording)
  await expect.poll(() => readdirSync(spoolDir())).toEqual(['spool-id'])
  expect(kept.caller.length).toBeGreaterThan(heardBefore - 8_000)
  const known = Math.min(kept.caller.length, line.said().length)
  const gathered = known - 8_000
  expect(kept.caller.subarray(0, gathered).equals(line.said().subarray(0, gathered))).toBe(true)
  const [agent] = stretches(kept.agent)
  expect(agent?.audio.equals(spoken.subarray(0, agent.audio.length))).toBe(true)
  expect(agent?.audio.length).toBeGreaterThan((mine?.audio.length ?? 0) - 8_000)
  expect(agent?.audio.length).toBeLessThanOrEqual((mine?.audio.length ?? 0) + 800)
})

test('[TAP-8] a call that went from one relay to another is one recording, each stream at its time', async () => {
  const first = await center.startRelay(places('first'))
  const call = await center.incomingCall(first)
  const line = playOn(call.phone)
  await line.until(200)
  const spoken = speak(call, 4_000)
  await line.untilHeard(4_000)
  await line.until(line.heard().length / 8 + 1_200)
  const second = await center.startRelay(places('second'))
  first.signal('SIGKILL')
  await call.phone.closed
  line.stop()
  // The call goes on: nobody finishes its recording yet.
  const twiml = await center.afterStream(call)
  const goneOn = await center.connect(twiml, call.callSid, second)
  const line2 = playOn(goneOn.phone)
  await line2.until(200)
  const answered = noise(4_000)
  const next = { ...answer, item: 'item_9', response: 'resp_9' }
  beginAnswer(goneOn.session, next, [answered.toString('base64')])
  finishAnswer(goneOn.session, next)
  await line2.untilHeard(4_000)
  await line2.until(line2.heard().length / 8 + 400)
  expect(await center.app.ctx.stores.recordings.ofCall(call.callId)).toEqual([])
  expect(readdirSync(join(spoolDir(), call.callId))).toHaveLength(2)
  line2.stop()
  goneOn.phone.stop()
  const recording = await untilReady(center.app.ctx.stores, call.callId)
  expect(recording.startMs).toBe(0)
  const kept = keptLanes(recording)
  await expect.poll(() => readdirSync(spoolDir())).toEqual(['spool-id'])
  const [one, two, ...others] = stretches(kept.agent)
  expect(others).toEqual([])
  expect(one?.audio.equals(spoken)).toBe(true)
  expect(two?.audio.equals(answered)).toBe(true)
  const lastSaid = line2.said().subarray(0, -3 * 160)
  const secondAt = kept.caller.indexOf(lastSaid)
  expect(secondAt).toBeGreaterThan(1_500 * 8)
  // The silence between them is as long as the caller was without a stream.
  expect(stretches(kept.caller).length).toBe(2)
  expect(secondAt % 8).toBe(0)
})
