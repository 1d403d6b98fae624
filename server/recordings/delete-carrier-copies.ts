import { defaultKeeping } from '#core/keeping/default-keeping.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { StoredRecording } from '../storage/recording-stores.ts'
import type { Stores } from '../storage/stores.ts'
import type { Carrier } from '../twilio/rest.ts'
import type { RecordingFiles } from './files.ts'

export type CarrierCopyPorts = {
  stores: Pick<Stores, 'recordings' | 'keeping'>
  files: Pick<RecordingFiles, 'sizeOf'>
  carrier: Pick<Carrier, 'deleteRecording'>
  clock: Clock
  logger: Pick<Logger, 'warn'>
}

const AT_ONCE = 50

/**
 * Where the house wants it so: deletes at the carrier what is kept here, one after
 * the other, and only while our own file stands in its whole length. The rows
 * remember what is done, so whatever stops it, the next round goes on. A carrier
 * that does not answer ends the round; what it refuses is put into `refused` and
 * left alone as long as that lives. Answers how many were deleted.
 */
export async function deleteCarrierCopies(
  ports: CarrierCopyPorts,
  refused: Set<string>,
): Promise<number> {
  const { stores, carrier, clock, logger } = ports
  if (!(await stores.keeping.settings(defaultKeeping)).deletesAtCarrier) return 0
  let deleted = 0
  for (const recording of await stores.recordings.keptAtCarrier(AT_ONCE, [...refused])) {
    const { recordingSid } = recording
    if (!(await isWhole(ports, recording))) {
      logger.warn({ recordingSid }, 'the copy at the carrier is spared: ours is not whole')
      refused.add(recordingSid)
      continue
    }
    const answer = await carrier.deleteRecording(recordingSid)
    if (answer.ok) {
      await stores.recordings.markCarrierDeleted(recordingSid, new Date(clock.now()))
      deleted += 1
      continue
    }
    logger.warn({ recordingSid, status: answer.status }, 'the carrier did not delete its copy')
    if (answer.retryable) return deleted
    refused.add(recordingSid)
  }
  return deleted
}

async function isWhole(
  { files }: CarrierCopyPorts,
  { location, bytes }: StoredRecording,
): Promise<boolean> {
  return location !== null && bytes !== null && (await files.sizeOf(location)) === bytes
}
