import { callEventSchema, type CallEvent } from '#contracts/call-event.ts'
import type { Prisma } from '#prisma/generated/client.ts'
import type { Database } from './database.ts'
import type { CallEventStore } from './stores.ts'

/** The raw event log of each call, kept in Postgres; an entry once written stays as it is. */
export function createCallEventStore({ client }: Database): CallEventStore {
  return {
    async append(callId, events) {
      if (events.length === 0) return
      await client.callEvent.createMany({
        data: events.map((event) => toRow(callId, event)),
        skipDuplicates: true,
      })
    },
    async list(callId, { afterSeq = 0, limit = EVENTS_MAX } = {}) {
      const rows = await client.callEvent.findMany({
        where: { callId, seq: { gt: afterSeq } },
        orderBy: { seq: 'asc' },
        take: limit,
      })
      return rows.map((row) => callEventSchema.parse({ ...row, at: row.at.toISOString() }))
    },
  }
}

/** How many events one reading answers when it names no limit. */
const EVENTS_MAX = 5_000

function toRow(callId: string, event: CallEvent): Prisma.CallEventCreateManyInput {
  // What JSON cannot hold (undefined, dates) is settled here, once.
  const data = JSON.parse(JSON.stringify(event.data)) as Prisma.InputJsonObject
  return { ...event, callId, data }
}
