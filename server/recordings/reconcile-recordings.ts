import type { FeedChange } from '#contracts/feed.ts'
import { recordingNews } from '#core/call/recording-news.ts'
import { publicRecording } from '../calls/public-recording.ts'
import type { Clock } from '../clock.ts'
import type { StoredRecording } from '../storage/recording-stores.ts'
import type { Stores } from '../storage/stores.ts'
import type { Carrier } from '../twilio/rest.ts'

export type ReconcileRecordingsPorts = {
  stores: Pick<Stores, 'recordings'>
  carrier: Pick<Carrier, 'recordingStatus'>
  clock: Clock
  publish: (change: FeedChange) => void
}

/** The carrier's callback comes seconds after a call; after this long it is not coming any more. */
const OVERDUE_AFTER_MS = 120_000
const AT_ONCE = 20

/**
 * Asks the carrier about recordings that are still running as far as we know,
 * though their call is over: the callback that said so was lost. Answers how
 * many it moved on.
 */
export async function reconcileRecordings(ports: ReconcileRecordingsPorts): Promise<number> {
  const before = new Date(ports.clock.now() - OVERDUE_AFTER_MS)
  let moved = 0
  for (const recording of await ports.stores.recordings.overdue(before, AT_ONCE)) {
    const news = await readNews(ports, recording)
    if (news === null || news.state === 'recording') continue
    const { recordingSid, callId, channels, startedAt } = recording
    const changed = await ports.stores.recordings.announce({
      recordingSid,
      callId,
      channels,
      startedAt: new Date(startedAt),
      ...news,
    })
    ports.publish({ kind: 'recording', recording: publicRecording(changed) })
    moved += 1
  }
  return moved
}

/** Null: the carrier cannot be asked now. */
async function readNews(ports: ReconcileRecordingsPorts, recording: StoredRecording) {
  const found = await ports.carrier.recordingStatus(recording.recordingSid)
  if (found.ok) return recordingNews(found.status)
  if (found.status !== 404) return null
  return { state: 'failed' as const, failReason: 'The carrier does not know this recording.' }
}
