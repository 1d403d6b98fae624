import { pageQuerySchema } from '#contracts/page.ts'
import { recordingSchema, type Recording } from '#contracts/recording.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import { cutPage, parseCursor } from './cursor.ts'
import type { Database } from './database.ts'
import type { RecordingStore, StoredRecording } from './stores.ts'

/** Recordings' rows, kept in Postgres; their audio lies where `location` says. */
export function createRecordingStore({ client }: Database): RecordingStore {
  const find = async (recordingSid: string) => {
    const row = await client.recording.findUnique({ where: { recordingSid }, include })
    return row === null ? null : toStored(row)
  }
  const mustFind = async (recordingSid: string) => {
    const recording = await find(recordingSid)
    if (recording === null) throw new Error(`There is no recording ${recordingSid}.`)
    return recording
  }
  return {
    find,
    async announce({ recordingSid, ...news }) {
      await client.recording.createMany({ data: [{ recordingSid, ...news }], skipDuplicates: true })
      if (news.state !== 'recording') {
        await client.recording.updateMany({
          where: { recordingSid, state: 'recording' },
          data: news,
        })
      }
      return mustFind(recordingSid)
    },
    async list(query) {
      const { cursor, limit } = pageQuerySchema.parse(query)
      const after = cursor === undefined ? undefined : parseCursor(cursor)
      const rows = await client.recording.findMany({
        where: {
          state: { not: 'deleted' },
          ...(after && {
            OR: [
              { startedAt: { lt: after.at } },
              { startedAt: after.at, recordingSid: { lt: after.id } },
            ],
          }),
        },
        include,
        orderBy: [{ startedAt: 'desc' }, { recordingSid: 'desc' }],
        take: limit + 1,
      })
      const { kept, nextCursor } = cutPage(rows, limit, (row) => ({
        at: row.startedAt,
        id: row.recordingSid,
      }))
      return { items: kept.map(toRecording), nextCursor }
    },
    async ofCall(callId) {
      const rows = await client.recording.findMany({
        where: { callId, state: { not: 'deleted' } },
        include,
        orderBy: [{ startedAt: 'asc' }, { recordingSid: 'asc' }],
      })
      return rows.map(toRecording)
    },
    async dueForImport(now, limit) {
      const rows = await client.recording.findMany({
        where: {
          state: 'importing',
          OR: [{ nextAttemptAt: null }, { nextAttemptAt: { lte: now } }],
        },
        include,
        orderBy: [{ startedAt: 'asc' }, { recordingSid: 'asc' }],
        take: limit,
      })
      return rows.map(toStored)
    },
    async markReady(recordingSid, file) {
      await client.recording.updateMany({
        where: { recordingSid, state: 'importing' },
        data: { ...file, state: 'ready', failReason: null, nextAttemptAt: null },
      })
      return publicPart(await mustFind(recordingSid))
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
      return publicPart(await mustFind(recordingSid))
    },
    async markDeleted(recordingSid, at) {
      await client.recording.updateMany({
        where: { recordingSid, state: { not: 'deleted' } },
        data: { state: 'deleted', deletedAt: at, location: null, nextAttemptAt: null },
      })
    },
  }
}

/** A recording is shown with the call it belongs to. */
const include = {
  call: { select: { callSid: true, direction: true, from: true, to: true, agentName: true } },
} satisfies Prisma.RecordingInclude

type Row = Prisma.RecordingGetPayload<{ include: typeof include }>

function toRecording({ call, ...row }: Row): Recording {
  return recordingSchema.parse({
    ...row,
    ...call,
    bytes: row.bytes === null ? null : Number(row.bytes),
    startedAt: row.startedAt.toISOString(),
  })
}

function toStored(row: Row): StoredRecording {
  const { location, attempts, nextAttemptAt } = row
  return { ...toRecording(row), location, attempts, nextAttemptAt }
}

function publicPart(recording: StoredRecording): Recording {
  return recordingSchema.parse(recording)
}
