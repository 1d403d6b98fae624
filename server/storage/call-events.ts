import { callEventSchema } from '#contracts/call-event.ts'
import { createCallWriteStore } from './call-writes.ts'
import type { Database } from './database.ts'
import { keepWrites } from './keep-writes.ts'
import type { CallEventStore } from './call-stores.ts'

/** The raw event log of each call, kept in Postgres; an entry once written stays as it is. */
export function createCallEventStore(database: Database): CallEventStore {
  return {
    append(callId, events) {
      const writes = events.map((event) => ({ kind: 'event' as const, event }))
      return keepWrites(createCallWriteStore(database), callId, writes)
    },
    async list(callId, { afterSeq = 0, limit = EVENTS_MAX } = {}) {
      const rows = await database.client.callEvent.findMany({
        where: { callId, seq: { gt: afterSeq } },
        include: { call: { select: { transcriptDeletedAt: true } } },
        orderBy: { seq: 'asc' },
        take: limit,
      })
      return rows.map(({ call, ...row }) =>
        callEventSchema.parse({
          ...row,
          at: row.at.toISOString(),
          // What it says goes with the transcript; that it happened stays.
          ...(call.transcriptDeletedAt !== null && { data: {} }),
        }),
      )
    },
  }
}

/** How many events one reading answers when it names no limit. */
const EVENTS_MAX = 5_000
