import type { Call } from '#contracts/call.ts'
import type { FeedChange } from '#contracts/feed.ts'
import type { Recording } from '#contracts/recording.ts'
import { isFinal } from '#core/call/status.ts'
import { publicRecording } from '../calls/public-recording.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { RecordingFiles } from '../recordings/files.ts'
import { keepRecording, type KeepPorts } from '../recordings/keep-recording.ts'
import type { Stores } from '../storage/stores.ts'
import { assembleRecording } from './assemble-recording.ts'
import { readSegment, type Segment } from './read-segment.ts'
import type { Spool } from './spool.ts'

export type FinishPorts = KeepPorts & {
  spool: Spool
  stores: Pick<Stores, 'calls' | 'recordings'>
  files: RecordingFiles
  clock: Clock
  publish: (change: FeedChange) => void
  logger: Logger
}

/** `waits`: the call may go on, or somebody is at it; look again. */
export type Finished = 'finished' | 'waits' | 'failed'

/**
 * Makes what the spool holds of a call its recording, once the call is over and
 * nobody writes to it any more. Every step may be the last one that this process does: done
 * again from the beginning, it comes to the same recording.
 */
export async function finishRecording(ports: FinishPorts, callId: string): Promise<Finished> {
  const { spool, stores } = ports
  const call = await stores.calls.find(callId)
  if (call !== null && !isOver(call)) return 'waits'
  let finished: Finished = 'waits'
  await spool.claim(callId, async () => {
    const segments = await readSegments(await spool.segments(callId))
    if (await isBeingWritten(spool, segments)) return
    finished = call === null ? 'finished' : await finish(ports, call, segments)
    if (finished === 'finished') await spool.remove(callId)
  })
  return finished
}

function isOver(call: Call): boolean {
  return call.endReason !== null || call.endedAt !== null || isFinal(call.status)
}

/** A stream has not ended, and whoever writes it down may still be at it. */
async function isBeingWritten(spool: Spool, segments: readonly Segment[]): Promise<boolean> {
  const open = segments.filter(({ isEnded }) => !isEnded)
  return (await Promise.all(open.map((segment) => spool.isBeingWritten(segment)))).includes(true)
}

async function finish(
  ports: FinishPorts,
  call: Call,
  segments: readonly Segment[],
): Promise<Finished> {
  const { spool, stores, files } = ports
  const assembly = assembleRecording(segments)
  if (assembly === null) return 'finished'
  const recordingSid = spool.recordingSid(call.id)
  const startedAt = Math.min(...segments.map(({ head }) => head.startedAtMs))
  const announced = await stores.recordings.announce({
    recordingSid,
    callId: call.id,
    source: 'relay',
    state: 'importing',
    startMs: assembly.startMs,
    durationMs: assembly.durationMs,
    channels: 2,
    startedAt: new Date(startedAt),
  })
  // It was finished, and deleted maybe, before this process could clear up.
  if (announced.state !== 'importing') return 'finished'
  ports.publish({ kind: 'recording', recording: publicRecording(announced) })
  try {
    const file = await files.receive(recordingSid, assembly.read())
    const missingMs = Math.round(segments.reduce((sum, { lostMs }) => sum + lostMs, 0))
    const kept = await keepRecording(ports, recordingSid, file, assembly.bytes, missingMs)
    if (!kept.ok) return await failed(ports, recordingSid, kept.reason)
    await show(ports, kept.recording)
    return 'finished'
  } catch (error) {
    return failed(ports, recordingSid, error instanceof Error ? error.message : String(error))
  }
}

async function readSegments(paths: readonly string[]): Promise<Segment[]> {
  const read = await Promise.all(paths.map((path) => readSegment(path)))
  return read.filter((segment) => segment !== null)
}

/** The row waits for the next try, and says what stood against this one. */
async function failed(
  { stores, clock, logger }: FinishPorts,
  recordingSid: string,
  problem: string,
): Promise<Finished> {
  const reason = `The recording could not be stored yet: ${problem}.`
  logger.error({ recordingSid, reason }, 'a recording could not be finished; trying again')
  const next = new Date(clock.now() + finishAgainMs)
  await stores.recordings.markAttemptFailed(recordingSid, reason, next)
  return 'failed'
}

/** A store that did not take a recording is asked again after this. */
export const finishAgainMs = 15_000

async function show({ stores, publish }: FinishPorts, recording: Recording): Promise<void> {
  if (recording.state === 'deleted') return
  publish({ kind: 'recording', recording })
  const call = await stores.calls.find(recording.callId)
  if (call !== null) publish({ kind: 'call', call })
}
