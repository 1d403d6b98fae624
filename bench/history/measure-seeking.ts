import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { MULAW_WAV_HEADER_BYTES, mulawWavHeader } from '#core/audio/wav.ts'
import { makeCalls } from '../bench-calls.ts'
import { distribution } from '../percentiles.ts'
import type { RecordingStage } from './recording-stage.ts'
import { renderRow } from './render-row.ts'

const MS_MAX = 200
const SEEKS = 50
const durationMs = 7_200_000
const dataBytes = durationMs * 16
const bytes = MULAW_WAV_HEADER_BYTES + dataBytes
/** Played from here a range near the end has its last ten seconds. */
const nearEnd = bytes - 160_000

/**
 * From asking the app for the audio of a two-hour recording, from some place on, until
 * its first byte is there, each on a connection of its own as after a seek in a
 * player: the listener leaves in the middle of what comes. The file has been
 * written a moment ago, so the disk need not be read. Answers how many places
 * had a seek that took longer than was promised.
 */
export async function measureSeeking(stage: RecordingStage): Promise<number> {
  const { recordingSid, sampleAt } = await keepTwoHours(stage)
  const seek = async (at: number) => {
    const began = performance.now()
    const leaving = new AbortController()
    const address = `/api/recordings/${recordingSid}/audio`
    const response = await stage.get(address, `bytes=${at}-`, leaving.signal)
    const first = await response.body?.getReader().read()
    const takenMs = performance.now() - began
    leaving.abort()
    if (response.status !== 206 || first?.value?.[0] !== sampleAt(at)) {
      throw new Error(`What came from byte ${at} on is not what lies there (${response.status}).`)
    }
    return takenMs
  }
  // Whoever answers the first is still compiling.
  await seek(MULAW_WAV_HEADER_BYTES)
  const places = [
    { name: 'near its end', next: () => nearEnd + Math.floor(Math.random() * 1_000) },
    {
      name: 'anywhere',
      next: () => MULAW_WAV_HEADER_BYTES + Math.floor(Math.random() * dataBytes),
    },
  ]
  console.log('first byte of a seek in two hours, ms'.padEnd(44), 'seeks', 'p50, worst')
  let missed = 0
  for (const { name, next } of places) {
    const taken: number[] = []
    while (taken.length < SEEKS) taken.push(await seek(next()))
    const { p50, max } = distribution(taken)
    const isMissed = max > MS_MAX
    if (isMissed) missed += 1
    console.log(renderRow({ name, count: SEEKS, figures: [p50, max], msMax: MS_MAX, isMissed }))
  }
  return missed
}

/** A second of sound that is not as long as a second, so that no place looks like the one a second later. */
const patternBytes = 16_007

/** Puts a recording of two hours where the relay keeps them. */
async function keepTwoHours({ stores, recordingsDir }: RecordingStage) {
  const [made] = await makeCalls(stores, 0, 1)
  const call = made && (await stores.calls.find(made.callSid))
  if (!call) throw new Error('The call got no row.')
  const recordingSid = `RL${randomBytes(16).toString('hex')}`
  const location = `${recordingSid}.wav`
  const pattern = randomBytes(patternBytes)
  mkdirSync(recordingsDir, { recursive: true })
  const sha256 = await write(join(recordingsDir, location), pattern)
  const facts = { durationMs, channels: 2 }
  await stores.recordings.announce({
    recordingSid,
    callId: call.id,
    source: 'relay',
    state: 'importing',
    startMs: 0,
    startedAt: new Date(),
    ...facts,
  })
  const file = { location, bytes, sha256, contentType: 'audio/wav' }
  await stores.recordings.markReady(recordingSid, { ...file, ...facts })
  return {
    recordingSid,
    sampleAt: (at: number) => pattern[(at - MULAW_WAV_HEADER_BYTES) % patternBytes],
  }
}

async function write(path: string, pattern: Buffer): Promise<string> {
  await using file = await open(path, 'wx')
  const hash = createHash('sha256')
  const put = async (piece: Uint8Array) => {
    hash.update(piece)
    await file.writeFile(piece)
  }
  await put(mulawWavHeader(dataBytes, 2))
  for (let at = 0; at < dataBytes; at += patternBytes) {
    await put(pattern.subarray(0, Math.min(patternBytes, dataBytes - at)))
  }
  return hash.digest('hex')
}
