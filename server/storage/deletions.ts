import { deletionSchema, type Deletion } from '#contracts/keeping.ts'
import type { Deletion as DeletionRow, Prisma } from '#prisma/generated/client.ts'
import { beginDeletion } from './begin-deletion.ts'
import type { Database } from './database.ts'
import { finishDeletion } from './finish-deletion.ts'
import type { DeletionStore } from './keeping-stores.ts'
import { requestDeletions } from './request-deletions.ts'

/** Deletions under way and done, kept in Postgres: each row is a job. */
export function createDeletionStore({ client }: Database): DeletionStore {
  async function read(query: Prisma.DeletionFindManyArgs): Promise<Deletion[]> {
    return (await client.deletion.findMany(query)).map(toDeletion)
  }

  async function ofIds(ids: readonly string[]): Promise<Deletion[]> {
    return read({ where: { id: { in: [...ids] } }, orderBy: byAge })
  }

  return {
    async request(deletions, at) {
      return ofIds(await requestDeletions(client, deletions, at))
    },
    async underWay({ kind, callId, recordingSid }) {
      const where = { state: 'pending', kind, callId, recordingSid }
      return (await read({ where, take: 1 }))[0] ?? null
    },
    standing: ofIds,
    pending: (limit) => read({ where: { state: 'pending' }, orderBy: byAge, take: limit }),
    countPending: (cause) => client.deletion.count({ where: { state: 'pending', cause } }),
    async due(now, limit) {
      const ids = await client.$queryRaw<{ id: string }[]>`
        SELECT deletions.id FROM deletions LEFT JOIN calls ON calls.id = deletions.call_id
        WHERE state = 'pending' AND next_attempt_at <= ${now.toISOString()}::timestamp
          AND calls.legal_hold IS NOT TRUE
        ORDER BY cause = 'retention', next_attempt_at, deletions.id
        LIMIT ${limit}`
      return ofIds(ids.map(({ id }) => id))
    },
    async nextDueAt() {
      const [row] = await client.$queryRaw<{ at: Date | null }[]>`
        SELECT min(next_attempt_at) AS at FROM deletions
        LEFT JOIN calls ON calls.id = deletions.call_id
        WHERE state = 'pending' AND calls.legal_hold IS NOT TRUE`
      return row?.at ?? null
    },
    begin: (deletion) => beginDeletion(client, deletion),
    async removePeaks(recordingSids) {
      await client.recordingPeaks.deleteMany({
        where: { recordingSid: { in: [...recordingSids] } },
      })
    },
    async removeWords(callId) {
      await client.$transaction(async (transaction) => {
        // Whoever keeps lines of this call right now is waited for, and sees the mark afterwards.
        await transaction.$executeRaw`SELECT id FROM calls WHERE id = ${callId} FOR UPDATE`
        await transaction.transcriptLine.deleteMany({ where: { callId } })
        await transaction.$executeRaw`
          UPDATE call_events SET data = '{}' WHERE call_id = ${callId} AND data <> '{}'`
      })
    },
    finish: (deletion, reached, at) => finishDeletion(client, deletion, reached, at),
    async markAttemptFailed(id, failReason, nextAttemptAt) {
      await client.deletion.updateMany({
        where: { id, state: 'pending' },
        data: { attempts: { increment: 1 }, failReason, nextAttemptAt },
      })
    },
    unaudited: (limit) =>
      read({ where: { state: 'done', auditedAt: null }, orderBy: { id: 'asc' }, take: limit }),
    async markAudited(ids, at) {
      await client.deletion.updateMany({
        where: { id: { in: [...ids] } },
        data: { auditedAt: at },
      })
    },
  }
}

const byAge = [{ requestedAt: 'asc' as const }, { id: 'asc' as const }]

function toDeletion({ requestedAt, nextAttemptAt, doneAt, ...row }: DeletionRow): Deletion {
  return deletionSchema.parse({
    ...row,
    requestedAt: requestedAt.toISOString(),
    nextAttemptAt: row.state === 'done' ? null : (nextAttemptAt?.toISOString() ?? null),
    doneAt: doneAt?.toISOString() ?? null,
  })
}
