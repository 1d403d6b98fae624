import { transcriptLineSchema } from '#contracts/transcript.ts'
import type { Database } from './database.ts'
import type { TranscriptStore } from './call-stores.ts'

/** Transcript lines, kept in Postgres; of each line only its newest version. */
export function createTranscriptStore({ client }: Database): TranscriptStore {
  return {
    async list(callId) {
      const rows = await client.transcriptLine.findMany({
        where: { callId, call: { transcriptDeletedAt: null } },
        orderBy: [{ position: 'asc' }, { createdAt: 'asc' }],
      })
      return rows.map((row) => transcriptLineSchema.parse(row))
    },
  }
}
