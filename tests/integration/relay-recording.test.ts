import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type lanesOf, noise, playOn, stretches } from '#tests/fixtures/playing-phone.ts'
import { recordingRelay } from '#tests/fixtures/recording-relay.ts'
import { relaySecret } from '#tests/fixtures/relay-under-test.ts'
import { beginAnswer, finishAnswer } from '#tests/fixtures/scripted-talk.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'
import type { Stores } from '#server/storage/stores.ts'

let stores: Stores
useDatabase((opened) => {
  stores = opened.stores
})

/** The carrier's beat, the jitter of a busy machine, and a frame either way. */
const nearBytes = 80 * 8

const answer = (number: number) => ({
  response: `resp_${number}`,
  item: `item_${number}`,
  text: 'So it is.',
})

/** Both lanes as they were sent and heard: the caller's to the sample, the agent's where it was heard. */
function expectHeard(kept: ReturnType<typeof lanesOf>, heard: Buffer, said: Buffer): void {
  // A call is over before the frame that is being said has arrived.
  const common = Math.min(kept.caller.length, said.length)
  expect(said.length - common).toBeLessThanOrEqual(3 * 160)
  expect(kept.caller.subarray(0, common).equals(said.subarray(0, common))).toBe(true)
  const truth = stretches(heard)
  const found = stretches(kept.agent)
  expect(Buffer.concat(found.map(({ audio }) => audio))).toEqual(
    Buffer.concat(truth.map(({ audio }) => audio)),
  )
  expect(found.map(({ audio }) => audio.length)).toEqual(truth.map(({ audio }) => audio.length))
  for (const [index, { start }] of found.entries()) {
    expect(Math.abs(start - (truth[index]?.start ?? 0))).toBeLessThanOrEqual(nearBytes)
  }
}

test('[TAP-3] a recording holds both sides to the sample, each where it was heard', async () => {
  await using relay = await recordingRelay(stores)
  const call = await relay.liveCall()
  const line = playOn(call.phone, (frame) => frame === 20 || (frame > 60 && frame < 75))
  await line.until(300)
  // Piece by piece, as fast as a model is, and not in whole frames.
  const pieces = Array.from({ length: 6 }, (_, index) => noise(3_000 + index * 37))
  beginAnswer(
    call.session,
    answer(1),
    pieces.map((piece) => piece.toString('base64')),
  )
  finishAnswer(call.session, answer(1))
  const spokenBytes = pieces.reduce((sum, { length }) => sum + length, 0)
  await line.untilHeard(spokenBytes)
  await line.until(line.heard().length / 8 + 400)
  // The whole of an answer at once.
  beginAnswer(call.session, answer(2), [noise(9_000).toString('base64')])
  finishAnswer(call.session, answer(2))
  await line.untilHeard(spokenBytes + 9_000)
  await line.until(line.heard().length / 8 + 400)
  line.stop()
  call.phone.stop()
  const { recording, ...kept } = await relay.recordingOf(call.callId)
  expectHeard(kept, line.heard(), line.said())
  expect(recording).toMatchObject({ source: 'relay', startMs: 0, channels: 2, state: 'ready' })
  expect(recording.recordingSid).toMatch(/^RL[0-9a-f]{32}$/)
  expect(kept.file.length).toBe(58 + 2 * kept.caller.length)
  await expect.poll(() => readdirSync(relay.spoolDir)).toEqual(['spool-id'])
})

test('[TAP-4] of what a barge-in cleared, exactly what the model was told stays', async () => {
  await using relay = await recordingRelay(stores)
  const call = await relay.liveCall()
  const line = playOn(call.phone)
  await line.until(200)
  const pieces = Array.from({ length: 20 }, () => noise(1_600))
  beginAnswer(
    call.session,
    answer(1),
    pieces.map((piece) => piece.toString('base64')),
  )
  // By what was heard: on a busy machine the answer begins later.
  await line.untilHeard(8_000)
  call.session.say({
    type: 'input_audio_buffer.speech_started',
    audio_start_ms: 1_000,
    item_id: 'said_1',
  })
  const cut = await call.session.expect('conversation.item.truncate')
  await line.until(line.heard().length / 8 + 600)
  const next = noise(3_200)
  call.session.say({
    type: 'response.done',
    response: { id: 'resp_1', status: 'cancelled', output: [] },
  })
  beginAnswer(call.session, answer(2), [next.toString('base64')])
  finishAnswer(call.session, answer(2))
  await line.until(line.heard().length / 8 + 800)
  line.stop()
  call.phone.stop()
  const kept = await relay.recordingOf(call.callId)
  const [first, second, ...more] = stretches(kept.agent)
  expect(more).toEqual([])
  const told = Number(cut['audio_end_ms']) * 8
  expect(told).toBeGreaterThan(6_000)
  expect(told).toBeLessThan(Buffer.concat(pieces).length)
  expect(first?.audio.equals(Buffer.concat(pieces).subarray(0, told))).toBe(true)
  expect(second?.audio.equals(next)).toBe(true)
  const truth = stretches(line.heard())
  expect(Math.abs((first?.start ?? 0) - (truth[0]?.start ?? 0))).toBeLessThanOrEqual(nearBytes)
  expect(Math.abs((second?.start ?? 0) - (truth[1]?.start ?? 0))).toBeLessThanOrEqual(nearBytes)
})

test('[TAP-5] what was queued and unheard when the call ended is not in its recording', async () => {
  await using relay = await recordingRelay(stores)
  const call = await relay.liveCall()
  const line = playOn(call.phone)
  await line.until(200)
  const spoken = noise(40_000)
  beginAnswer(call.session, answer(1), [spoken.toString('base64')])
  await line.until(1_200)
  line.stop()
  call.phone.stop()
  const kept = await relay.recordingOf(call.callId)
  const [only, ...more] = stretches(kept.agent)
  expect(more).toEqual([])
  expect(only?.audio.equals(spoken.subarray(0, only.audio.length))).toBe(true)
  const [spokenLine] = await stores.transcripts.list(call.callId)
  expect(spokenLine).toMatchObject({ role: 'agent', interrupted: true })
  expect(only?.audio.length).toBe((spokenLine?.heardMs ?? 0) * 8)
})

test('[TAP-6] a call whose agent is not recorded here, or where nothing may be, leaves nothing', async () => {
  await using relay = await recordingRelay(stores)
  for (const recordedBy of ['none', 'carrier'] as const) {
    const call = await relay.liveCall({ recordedBy })
    call.phone.media(0, noise(160).toString('base64'))
    call.phone.stop()
    await relay.endedCall(call.callId)
    expect(await stores.recordings.ofCall(call.callId)).toEqual([])
  }
  await using off = await recordingRelay(stores, { ENABLE_RECORDING: 'false' })
  const call = await off.liveCall({ recordedBy: 'both' })
  call.phone.media(0, noise(160).toString('base64'))
  call.phone.stop()
  await off.endedCall(call.callId)
  expect(await stores.recordings.ofCall(call.callId)).toEqual([])
  for (const dir of [relay.spoolDir, off.spoolDir]) {
    expect(readdirSync(dir).filter((name) => name !== 'spool-id')).toEqual([])
  }
})

test('[TAP-16] nobody waits for a look through the spool: a recording plays once its call is over, and where the stream was lost, once the carrier says so', async () => {
  await using relay = await recordingRelay(stores, {}, 600_000)
  const call = await relay.liveCall()
  call.phone.media(0, noise(160).toString('base64'))
  call.phone.stop()
  await relay.recordingOf(call.callId)
  const lost = await relay.liveCall()
  lost.phone.media(0, noise(160).toString('base64'))
  lost.phone.drop()
  await relay.streamOver(lost.callId)
  expect(await stores.recordings.ofCall(lost.callId)).toEqual([])
  const ended = await stores.calls.recordStatus(lost.callId, {
    status: 'completed',
    at: new Date(),
  })
  const news = await fetch(`${relay.httpUrl}/control/changes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${relaySecret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'call', call: ended }),
  })
  expect(news.status).toBe(204)
  await relay.recordingOf(lost.callId)
})
