import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { MULAW_SILENCE } from '#core/audio/g711.ts'
import { distribution } from '../percentiles.ts'
import type { RecordingStage } from './recording-stage.ts'
import { renderRow } from './render-row.ts'
import { talkThrough } from './talk-through.ts'

const MS_MAX = 1_000
const lengths = [
  { name: 'a call of one minute', minutes: 1, calls: 9 },
  { name: 'a call of five minutes', minutes: 5, calls: 5 },
  { name: 'a call of half an hour', minutes: 30, calls: 3 },
]
const lookEveryMs = 10
const patienceMs = 30_000
/** The last second on both sides. */
const lastSecond = 'bytes=-16000'

/**
 * From the end of a call, as the carrier tells it on the stream, until its
 * recording by the relay plays: until the app has sent its last second. Calls are talked through
 * faster than people do, one after the other. Answers how many lengths had a
 * call that took longer than was promised.
 */
export async function measurePlayable(stage: RecordingStage): Promise<number> {
  // Whoever answers the first call is still compiling.
  await untilPlayable(stage, 20_000)
  console.log('from the end of a call until it plays, ms'.padEnd(44), 'calls', 'p50, worst')
  let missed = 0
  for (const { name, minutes, calls } of lengths) {
    const taken: number[] = []
    while (taken.length < calls) taken.push(await untilPlayable(stage, minutes * 60_000))
    const { p50, max } = distribution(taken)
    const isMissed = max > MS_MAX
    if (isMissed) missed += 1
    console.log(renderRow({ name, count: calls, figures: [p50, max], msMax: MS_MAX, isMissed }))
  }
  return missed
}

async function untilPlayable(stage: RecordingStage, lengthMs: number): Promise<number> {
  const call = await stage.liveCall()
  await talkThrough(call, lengthMs)
  const endedMs = performance.now()
  call.phone.stop()
  call.phone.hangUp()
  const audio = await untilItPlays(stage, call.callId, endedMs)
  const takenMs = performance.now() - endedMs
  const caller = audio.filter((byte, at) => at % 2 === 0 && byte !== MULAW_SILENCE)
  if (caller.length < audio.length / 4)
    throw new Error('The recording does not end as the call did.')
  return takenMs
}

async function untilItPlays(
  stage: RecordingStage,
  callId: string,
  endedMs: number,
): Promise<Uint8Array> {
  for (;;) {
    const response = await stage.get(`/api/calls/${callId}/audio`, lastSecond)
    const body = new Uint8Array(await response.arrayBuffer())
    if (response.status === 206) return body
    if (performance.now() - endedMs > patienceMs) {
      throw new Error(`It does not play: ${Buffer.from(body).toString()}`)
    }
    await pause(lookEveryMs)
  }
}
