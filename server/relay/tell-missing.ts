import type { FeedChange } from '#contracts/feed.ts'
import { publicRecording } from '../calls/public-recording.ts'
import type { Logger } from '../logger.ts'
import type { Stores } from '../storage/stores.ts'
import { openSpool } from './spool.ts'

export type MissingPorts = {
  stores: { recordings: Pick<Stores['recordings'], 'announce' | 'addMissing' | 'find'> }
  publish: (change: FeedChange) => void
  logger: Pick<Logger, 'error'>
}

/** What the disk of `dir` (SPOOL_DIR) did not take of a stream's end. */
export type Missing = { dir: string; callId: string; missingMs: number; startedAtMs: number }

/**
 * Enters in the recording of a call that so much of it is missing. There is one from now on,
 * failed until what is there of it, if anything, is put together. Never rejects.
 */
export async function tellMissing(
  { stores, publish, logger }: MissingPorts,
  { dir, callId, missingMs, startedAtMs }: Missing,
): Promise<void> {
  const fields = { callId, missingMs }
  logger.error(fields, 'the disk did not take the end of a recording')
  try {
    const recordingSid = (await openSpool(dir)).recordingSid(callId)
    await stores.recordings.announce({
      recordingSid,
      callId,
      source: 'relay',
      state: 'failed',
      channels: 2,
      startedAt: new Date(startedAtMs),
      failReason: `The relay’s disk was full or did not answer: ${secondsOf(missingMs)} of the call could not be put down.`,
    })
    await stores.recordings.addMissing(recordingSid, missingMs)
    const recording = await stores.recordings.find(recordingSid)
    if (recording !== null) publish({ kind: 'recording', recording: publicRecording(recording) })
  } catch (error) {
    logger.error(
      { ...fields, err: error },
      'it could not be entered that a recording lacks its end',
    )
  }
}

function secondsOf(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1_000))
  return seconds === 1 ? 'about a second' : `about ${seconds} seconds`
}
