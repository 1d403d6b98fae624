import type { Recording } from '#contracts/recording.ts'
import type { Queryable } from './database.ts'
import { readRecordings, recordingInclude, toStored } from './recording-rows.ts'
import type { RecordingStore } from './recording-stores.ts'

type ImportVerbs = Pick<
  RecordingStore,
  | 'dueForImport'
  | 'holdImport'
  | 'nextImportAt'
  | 'retryImport'
  | 'overdue'
  | 'markReady'
  | 'addMissing'
  | 'markAttemptFailed'
>

/** What becomes of a recording until it can be played. Nothing here changes one that is deleted. */
export function importVerbs(client: Queryable): ImportVerbs {
  return {
    async dueForImport(now, limit) {
      const rows = await client.recording.findMany({
        where: {
          ...waitingAtCarrier,
          OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: now } }],
        },
        include: recordingInclude,
        orderBy: [{ startedAt: 'asc' }, { recordingSid: 'asc' }],
        take: limit,
      })
      return rows.map(toStored)
    },
    async holdImport(recordingSid, seen, until) {
      const held = await client.recording.updateMany({
        where: { recordingSid, state: 'importing', nextAttemptAt: seen },
        data: { nextAttemptAt: until },
      })
      return held.count === 1
    },
    async nextImportAt() {
      const row = await client.recording.findFirst({
        where: waitingAtCarrier,
        orderBy: { nextAttemptAt: { sort: 'asc', nulls: 'first' } },
        select: { nextAttemptAt: true },
      })
      return row && (row.nextAttemptAt ?? new Date(0))
    },
    async retryImport(recordingSid) {
      const retried = await client.recording.updateMany({
        where: { recordingSid, source: 'carrier', state: { in: ['failed', 'importing'] } },
        data: { state: 'importing', attempts: 0, nextAttemptAt: null, failReason: null },
      })
      return retried.count === 1
    },
    async overdue(callEndedBefore, limit) {
      const rows = await client.recording.findMany({
        where: { state: 'recording', call: { endedAt: { lt: callEndedBefore } } },
        include: recordingInclude,
        orderBy: [{ startedAt: 'asc' }, { recordingSid: 'asc' }],
        take: limit,
      })
      return rows.map(toStored)
    },
    async markReady(recordingSid, { missingMs = 0, ...file }) {
      await client.recording.updateMany({
        where: { recordingSid, state: 'importing' },
        data: {
          ...file,
          missingMs: { increment: missingMs },
          state: 'ready',
          failReason: null,
          nextAttemptAt: null,
        },
      })
      return readAfter(client, recordingSid)
    },
    async addMissing(recordingSid, missingMs) {
      const added = await client.recording.updateMany({
        where: { recordingSid, state: { not: 'deleted' } },
        data: { missingMs: { increment: missingMs } },
      })
      return added.count === 1
    },
    async markAttemptFailed(recordingSid, failReason, nextAttemptAt) {
      await client.recording.updateMany({
        where: { recordingSid, state: 'importing' },
        data: {
          attempts: { increment: 1 },
          failReason,
          nextAttemptAt,
          ...(nextAttemptAt === null && { state: 'failed' }),
        },
      })
      return readAfter(client, recordingSid)
    },
  }
}

/** What a relay recorded itself is not for the importer. */
const waitingAtCarrier = { state: 'importing', source: 'carrier' }

/** Throws when there is no such recording. */
async function readAfter(queryable: Queryable, recordingSid: string): Promise<Recording> {
  const row = await queryable.recording.findUniqueOrThrow({
    where: { recordingSid },
    include: recordingInclude,
  })
  return (await readRecordings(queryable, [row]))[0] ?? toStored(row)
}
