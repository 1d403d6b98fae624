/** What a pause leaves of the sound of a call, sample by sample. */
import { expect, test } from 'vitest'
import type { Stores } from '#server/storage/stores.ts'
import { noise, playOn, stretches } from '#tests/fixtures/playing-phone.ts'
import { recordingRelay } from '#tests/fixtures/recording-relay.ts'
import { beginAnswer, finishAnswer } from '#tests/fixtures/scripted-talk.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let stores: Stores
useDatabase((opened) => {
  stores = opened.stores
})

/** mu-law at 8 kHz. */
const bytesPerMs = 8

test('[PAUSE-18] both sides of the relay’s recording are silent to the sample from a pause to its resumption, and only there', async () => {
  await using relay = await recordingRelay(stores)
  const call = await relay.liveCall()
  const line = playOn(call.phone)
  const answer = { response: 'resp_1', item: 'item_1', text: 'The number is four two.' }
  const spoken = noise(20_000)
  await line.until(300)
  beginAnswer(call.session, answer, [spoken.toString('base64')])
  finishAnswer(call.session, answer)
  await line.until(1_200)
  await relay.relay.command(call.callId, { do: 'pauseRecording', by: 'operator' })
  await line.until(2_000)
  await relay.relay.command(call.callId, { do: 'resumeRecording', by: 'operator' })
  await line.untilHeard(spoken.length)
  await line.until(line.heard().length / bytesPerMs + 400)
  line.stop()
  call.phone.stop()
  const kept = await relay.recordingOf(call.callId)

  const [from, to] = await pauseOf(call.callId)
  expect(to - from).toBeGreaterThan(600 * bytesPerMs)
  const silence = Buffer.alloc(to - from, 0xff)
  expect(kept.caller.subarray(from, to).equals(silence)).toBe(true)
  expect(kept.agent.subarray(from, to).equals(silence)).toBe(true)

  const said = line.said().subarray(0, kept.caller.length)
  expect(kept.caller.subarray(0, from).equals(said.subarray(0, from))).toBe(true)
  expect(kept.caller.subarray(to).equals(said.subarray(to))).toBe(true)
  const [before, after, ...more] = stretches(kept.agent)
  expect(more).toEqual([])
  expect((before?.start ?? 0) + (before?.audio.length ?? 0)).toBe(from)
  expect(before?.audio.equals(spoken.subarray(0, before.audio.length))).toBe(true)
  expect(after?.start).toBe(to)
  expect(after?.audio.equals(spoken.subarray(-after.audio.length))).toBe(true)
  expect((before?.audio.length ?? 0) + silence.length + (after?.audio.length ?? 0)).toBe(
    spoken.length,
  )
})

/** Where the call's log says that its only pause begins and ends, in bytes of a lane. */
async function pauseOf(callId: string): Promise<[from: number, to: number]> {
  const events = await stores.events.list(callId, { limit: 500 })
  const at = (type: string) => {
    const found = events.filter((event) => event.type === type)
    expect(found).toHaveLength(1)
    return (found[0]?.atMs ?? NaN) * bytesPerMs
  }
  return [at('recording.paused'), at('recording.resumed')]
}
