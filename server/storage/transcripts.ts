import { transcriptLineSchema } from '#contracts/transcript.ts'
import type { Database } from './database.ts'
import { keepWrites } from './keep-writes.ts'
import type { TranscriptStore } from './stores.ts'

/** Transcript lines, kept in Postgres; of each line only its newest version. */
export function createTranscriptStore(database: Database): TranscriptStore {
  return {
    save(callId, lines) {
      const writes = lines.map((line) => ({ kind: 'line' as const, line }))
      return keepWrites(database, callId, writes)
    },
    async list(callId) {
      const rows = await database.client.transcriptLine.findMany({
        where: { callId, call: { transcriptDeletedAt: null } },
        orderBy: [{ position: 'asc' }, { createdAt: 'asc' }],
      })
      return rows.map((row) => transcriptLineSchema.parse(row))
    },
  }
}
