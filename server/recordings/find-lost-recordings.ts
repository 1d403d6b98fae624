import type { FeedChange } from '#contracts/feed.ts'
import { recordingNews } from '#core/call/recording-news.ts'
import { publicRecording } from '../calls/public-recording.ts'
import type { Clock } from '../clock.ts'
import type { Stores } from '../storage/stores.ts'
import type { Carrier } from '../twilio/rest.ts'

export type LostRecordingPorts = {
  stores: Pick<Stores, 'recordings'>
  carrier: Pick<Carrier, 'recordingsOf'>
  clock: Clock
  publish: (change: FeedChange) => void
}

const MINUTE = 60_000
/** The carrier's callback comes seconds after a call; after this long it is not coming any more. */
const OVERDUE_AFTER_MS = 2 * MINUTE
const LOOK_BACK_MS = 6 * 60 * MINUTE
const AT_ONCE = 20

/**
 * Asks the carrier what it recorded of calls that are over and of which it told
 * nothing: its callbacks came before the call was written, or while nobody could
 * take them. Each call is asked about once, for `asked` remembers; one that the
 * carrier could not answer for is asked about again. Answers how many were found.
 */
export async function findLostRecordings(
  { stores, carrier, clock, publish }: LostRecordingPorts,
  asked: Set<string>,
): Promise<number> {
  const ended = {
    since: new Date(clock.now() - LOOK_BACK_MS),
    before: new Date(clock.now() - OVERDUE_AFTER_MS),
  }
  let found = 0
  for (const { callId, callSid } of await stores.recordings.unannounced(ended, AT_ONCE, [
    ...asked,
  ])) {
    const answer = await carrier.recordingsOf(callSid)
    if (!answer.ok && answer.retryable) return found
    asked.add(callId)
    if (!answer.ok) continue
    for (const { recordingSid, status, channels, startedAt } of answer.recordings) {
      const recording = await stores.recordings.announce({
        recordingSid,
        callId,
        channels,
        startedAt: startedAt ?? new Date(clock.now()),
        ...recordingNews(status),
      })
      publish({ kind: 'recording', recording: publicRecording(recording) })
      found += 1
    }
  }
  return found
}
