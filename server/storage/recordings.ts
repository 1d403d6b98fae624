import { pageQuerySchema, type Page } from '#contracts/page.ts'
import type { Recording, RecordingState } from '#contracts/recording.ts'
import { cutPage, parseCursor } from './cursor.ts'
import type { Database, Queryable } from './database.ts'
import { importVerbs } from './recording-imports.ts'
import { readRecordings, readStored, recordingInclude } from './recording-rows.ts'
import { upkeepVerbs } from './recording-upkeep.ts'
import type { RecordingStore } from './recording-stores.ts'

/** Recordings' rows, kept in Postgres; their audio lies where `location` says. */
export function createRecordingStore({ client }: Database): RecordingStore {
  return {
    find: (recordingSid) => findRecording(client, recordingSid),
    announce: (recording) => announce(client, recording),
    list: (query) => listRecordings(client, query),
    async ofCall(callId) {
      const rows = await client.recording.findMany({
        where: { callId, state: { not: 'deleted' } },
        include: recordingInclude,
        orderBy: [{ startedAt: 'asc' }, { recordingSid: 'asc' }],
      })
      return readRecordings(client, rows)
    },
    ...importVerbs(client),
    ...upkeepVerbs(client),
  }
}

async function findRecording(
  queryable: Queryable,
  recordingSid: string,
): ReturnType<RecordingStore['find']> {
  const row = await queryable.recording.findUnique({
    where: { recordingSid },
    include: recordingInclude,
  })
  return row === null ? null : readStored(queryable, row)
}

async function announce(
  queryable: Queryable,
  { recordingSid, ...news }: Parameters<RecordingStore['announce']>[0],
): ReturnType<RecordingStore['announce']> {
  await queryable.recording.createMany({ data: [{ recordingSid, ...news }], skipDuplicates: true })
  if (news.state !== 'recording') {
    await queryable.recording.updateMany({
      where: { recordingSid, state: { in: movedBy(news.state) } },
      data: { failReason: null, attempts: 0, ...news },
    })
  }
  const row = await queryable.recording.findUniqueOrThrow({
    where: { recordingSid },
    include: recordingInclude,
  })
  return readStored(queryable, row)
}

/** One that is there after all is fetched, whatever was said of it before. */
function movedBy(state: RecordingState): RecordingState[] {
  return state === 'importing' ? ['recording', 'absent', 'failed'] : ['recording']
}

async function listRecordings(
  queryable: Queryable,
  query: Parameters<RecordingStore['list']>[0],
): Promise<Page<Recording>> {
  const { cursor, limit } = pageQuerySchema.parse(query)
  const after = cursor === undefined ? undefined : parseCursor(cursor)
  const rows = await queryable.recording.findMany({
    where: {
      state: query.state ?? { not: 'deleted' },
      ...(after && {
        OR: [
          { startedAt: { lt: after.at } },
          { startedAt: after.at, recordingSid: { lt: after.id } },
        ],
      }),
    },
    include: recordingInclude,
    orderBy: [{ startedAt: 'desc' }, { recordingSid: 'desc' }],
    take: limit + 1,
  })
  const { kept, nextCursor } = cutPage(rows, limit, (row) => ({
    at: row.startedAt,
    id: row.recordingSid,
  }))
  return { items: await readRecordings(queryable, kept), nextCursor }
}
