import { usageSchema } from '#contracts/usage.ts'
import type { Database } from './database.ts'
import type { UsageStore } from './call-stores.ts'

/** What each response and each transcription used, kept in Postgres; counted once, however often it is told. */
export function createUsageStore({ client }: Database): UsageStore {
  return {
    async list(callId) {
      const rows = await client.usage.findMany({
        where: { callId },
        orderBy: [{ createdAt: 'asc' }, { sourceId: 'asc' }],
      })
      return rows.map((row) => usageSchema.parse(row))
    },
  }
}
