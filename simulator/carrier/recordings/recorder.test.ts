import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { decodeMulaw } from '#core/audio/g711.ts'
import { parseWav, pcm16Samples } from '#core/audio/wav.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import type { Recording } from './recording.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recorder-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

const SILENCE = new Uint8Array(160).fill(0xff)
const PERSON = new Uint8Array(160).fill(0x12)
const AGENT = new Uint8Array(160).fill(0x95)
const loudness = (frame: Uint8Array) => decodeMulaw(frame)[0] ?? 0

function recorderOf(change: Partial<Recording>): Recorder {
  return createRecorder({
    sid: 'RE1',
    callSid: 'CA1',
    path: join(folder, `${Math.random()}.wav`),
    startedAtMs: 0,
    status: 'in-progress',
    updatedAtMs: 0,
    durationMs: null,
    availableAtMs: null,
    channels: 2,
    track: 'both',
    trims: false,
    source: 'OutboundAPI',
    callback: null,
    ...change,
  })
}

/** The first sample of every 20 ms and channel, which says what that frame holds. */
async function framesOf(recorder: Recorder) {
  const durationMs = await recorder.finish()
  const parsed = parseWav(await readFile(recorder.recording.path))
  if (!parsed.ok) throw new Error(parsed.problem)
  const { channels } = parsed.wav
  const samples = [...pcm16Samples(parsed.wav.data)]
  const frames = Array.from({ length: samples.length / channels / 160 }, (_, at) =>
    samples.slice(at * 160 * channels, at * 160 * channels + channels),
  )
  return { durationMs, channels, frames }
}

test('channel 1 is the person and channel 2 what was played to them', async () => {
  const recorder = recorderOf({})
  recorder.append(PERSON, SILENCE)
  recorder.append(SILENCE, AGENT)
  recorder.append(PERSON, AGENT)
  const { frames, durationMs, channels } = await framesOf(recorder)
  const [person, agent] = [loudness(PERSON), loudness(AGENT)]
  expect(frames).toEqual([
    [person, 0],
    [0, agent],
    [person, agent],
  ])
  expect([durationMs, channels]).toEqual([60, 2])
})

test('a recording of many seconds keeps every sample in its place', async () => {
  const recorder = recorderOf({})
  const turns = Array.from({ length: 325 }, (_, at) => (at % 3 === 0 ? AGENT : SILENCE))
  for (const frame of turns) recorder.append(PERSON, frame)
  const { frames, durationMs } = await framesOf(recorder)
  expect(frames).toEqual(turns.map((frame) => [loudness(PERSON), loudness(frame)]))
  expect(durationMs).toBe(6_500)
})

test('one channel is the sum of both sides, and never wraps around', async () => {
  const recorder = recorderOf({ channels: 1 })
  recorder.append(PERSON, AGENT)
  const loudest = new Uint8Array(160).fill(0x80)
  recorder.append(loudest, loudest)
  const { frames } = await framesOf(recorder)
  expect(frames).toEqual([[loudness(PERSON) + loudness(AGENT)], [32_767]])
})

test('trimming leaves silence out at both ends, and keeps it in between', async () => {
  const recorder = recorderOf({ trims: true })
  for (const frame of [SILENCE, SILENCE, AGENT, SILENCE, AGENT, SILENCE]) {
    recorder.append(SILENCE, frame)
  }
  const { frames, durationMs } = await framesOf(recorder)
  const agent = loudness(AGENT)
  expect(frames).toEqual([
    [0, agent],
    [0, 0],
    [0, agent],
  ])
  expect(durationMs).toBe(60)
})

test('a pause is left out, or kept as silence', async () => {
  const recorder = recorderOf({})
  recorder.append(PERSON, SILENCE)
  recorder.pause('skip')
  recorder.append(PERSON, AGENT)
  recorder.pause('silence')
  recorder.append(PERSON, AGENT)
  recorder.resume()
  recorder.append(SILENCE, AGENT)
  expect((await framesOf(recorder)).frames).toEqual([
    [loudness(PERSON), 0],
    [0, 0],
    [0, loudness(AGENT)],
  ])
})
