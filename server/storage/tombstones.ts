import { tombstoneSchema, type Tombstone } from '#contracts/keeping.ts'
import { pageQuerySchema } from '#contracts/page.ts'
import type { Tombstone as TombstoneRow } from '#prisma/generated/client.ts'
import { cutPage, parseCursor } from './cursor.ts'
import type { Database } from './database.ts'
import type { TombstoneStore } from './keeping-stores.ts'

/** What is left of what was deleted, kept in Postgres. */
export function createTombstoneStore({ client }: Database): TombstoneStore {
  return {
    async list({ callId, ...query }) {
      const { cursor, limit } = pageQuerySchema.parse(query)
      const after = cursor === undefined ? undefined : parseCursor(cursor)
      const rows = await client.tombstone.findMany({
        where: {
          AND: [
            callId === undefined ? {} : { OR: [{ callId }, { callSid: callId }] },
            after === undefined
              ? {}
              : {
                  OR: [
                    { deletedAt: { lt: after.at } },
                    { deletedAt: after.at, id: { lt: after.id } },
                  ],
                },
          ],
        },
        orderBy: [{ deletedAt: 'desc' }, { id: 'desc' }],
        take: limit + 1,
      })
      const { kept, nextCursor } = cutPage(rows, limit, ({ deletedAt: at, id }) => ({ at, id }))
      return { items: kept.map(toTombstone), nextCursor }
    },
    async isDeletedCall(idOrSid) {
      const row = await client.tombstone.findFirst({
        where: { kind: 'call', OR: [{ callId: idOrSid }, { callSid: idOrSid }] },
        select: { id: true },
      })
      return row !== null
    },
    async ofRecording(recordingSid) {
      const row = await client.tombstone.findFirst({ where: { kind: 'recording', recordingSid } })
      return row && toTombstone(row)
    },
  }
}

function toTombstone({ bytes, deletedAt, ...row }: TombstoneRow): Tombstone {
  return tombstoneSchema.parse({
    ...row,
    bytes: bytes === null ? null : Number(bytes),
    deletedAt: deletedAt.toISOString(),
  })
}
