import type { FeedChange } from '#contracts/feed.ts'
import type { Deletion } from '#contracts/keeping.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import type { RecordingFiles } from '../recordings/files.ts'
import type { DeletionSubject } from '../storage/keeping-stores.ts'
import type { Stores } from '../storage/stores.ts'
import type { Carrier } from '../twilio/rest.ts'
import { nextTryAt } from './deletion-schedule.ts'

export type DeletionPorts = {
  stores: Pick<Stores, 'deletions' | 'tombstones' | 'calls' | 'audit'>
  files: Pick<RecordingFiles, 'remove' | 'locationOf'>
  carrier: Pick<Carrier, 'deleteRecording'>
  /** Removes what a relay still has on its disk of a call's sound; removing it again is fine. */
  removeSpool: (callId: string) => Promise<void>
  clock: Clock
  publish: (change: FeedChange) => void
  logger: Logger
}

/**
 * Carries a deletion out, one step after another: the files, the copies at the
 * carrier, the peaks, what was said, and last the rows, whose going is what makes
 * it done. Each step may be repeated, so that whoever is killed in between leaves
 * nothing that the next attempt does not finish. What cannot be reached holds up
 * the last step alone; the deletion then gets its next attempt, and `failReason`
 * says why in words. Throws only when the database does.
 */
export async function carryOutDeletion(ports: DeletionPorts, deletion: Deletion): Promise<void> {
  const { deletions } = ports.stores
  const subject = await deletions.begin(deletion)
  if (subject === null) return
  if (deletion.kind !== 'recording' && subject.call?.isLive === true) {
    return tryAgain(ports, deletion, 'The call is still live; it is deleted when it has ended.')
  }
  if (deletion.attempts === 0) tellGone(ports, deletion, subject)
  const sids = subject.recordings.map(({ recordingSid }) => recordingSid)
  const troubles = await removeOutside(ports, deletion, subject)
  await deletions.removePeaks(sids)
  if (deletion.kind !== 'recording') await deletions.removeWords(deletion.callId)
  if (troubles.length > 0) return tryAgain(ports, deletion, [...new Set(troubles)].join(' '))
  const finished = await deletions.finish(deletion, sids, new Date(ports.clock.now()))
  if (finished === 'more') {
    return tryAgain(ports, deletion, 'Another recording of the call came meanwhile.')
  }
  if (finished === 'done') await tellDone(ports, deletion)
}

/** The files first, then the copies at the carrier. Answers what could not be reached, in words. */
async function removeOutside(
  ports: DeletionPorts,
  deletion: Deletion,
  { recordings }: DeletionSubject,
): Promise<string[]> {
  const troubles: string[] = []
  for (const { recordingSid, location } of recordings) {
    troubles.push(...(await removeFile(ports, location ?? ports.files.locationOf(recordingSid))))
  }
  if (deletion.kind === 'call') {
    troubles.push(...(await orTrouble(() => ports.removeSpool(deletion.callId))))
  }
  // Asked for whatever we believe of its copy: one that it has no more counts as deleted.
  for (const { recordingSid } of recordings.filter(({ source }) => source === 'carrier')) {
    const deleted = await ports.carrier.deleteRecording(recordingSid)
    if (!deleted.ok) troubles.push(`The carrier did not delete its copy (${deleted.message}).`)
  }
  return troubles
}

function removeFile({ files }: DeletionPorts, location: string): Promise<string[]> {
  return orTrouble(() => files.remove(location))
}

async function orTrouble(remove: () => Promise<void>): Promise<string[]> {
  try {
    await remove()
    return []
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return [`The file could not be removed (${why}).`]
  }
}

async function tryAgain(ports: DeletionPorts, deletion: Deletion, reason: string): Promise<void> {
  const { id, kind, callId } = deletion
  const attempts = deletion.attempts + 1
  const nextAt = nextTryAt(attempts, new Date(ports.clock.now()))
  ports.logger.warn({ deletionId: id, kind, callId, attempts, nextAt, reason }, 'a deletion waits')
  await ports.stores.deletions.markAttemptFailed(id, reason, nextAt)
}

/** No console shows or plays any longer what is served to nobody. */
function tellGone(
  { publish }: DeletionPorts,
  { callId, kind }: Deletion,
  { recordings }: DeletionSubject,
): void {
  if (kind === 'transcript') return
  for (const { recordingSid } of recordings) {
    publish({ kind: 'recordingDeleted', recordingSid, callId })
  }
}

async function tellDone({ stores, publish }: DeletionPorts, deletion: Deletion): Promise<void> {
  const { callId, kind, recordingSid } = deletion
  if (kind === 'call') return publish({ kind: 'callDeleted', callId })
  if (recordingSid !== null) publish({ kind: 'recordingDeleted', recordingSid, callId })
  const call = await stores.calls.find(callId)
  if (call !== null) publish({ kind: 'call', call })
}
