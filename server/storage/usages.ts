import { usageSchema } from '#contracts/usage.ts'
import type { Database } from './database.ts'
import { keepWrites } from './keep-writes.ts'
import type { UsageStore } from './stores.ts'

/** What each response and each transcription used, kept in Postgres; counted once, however often it is told. */
export function createUsageStore(database: Database): UsageStore {
  return {
    append(callId, usages) {
      const writes = usages.map((usage) => ({ kind: 'usage' as const, usage }))
      return keepWrites(database, callId, writes)
    },
    async list(callId) {
      const rows = await database.client.usage.findMany({
        where: { callId },
        orderBy: [{ createdAt: 'asc' }, { sourceId: 'asc' }],
      })
      return rows.map((row) => usageSchema.parse(row))
    },
  }
}
