import { transcriptLineSchema } from '#contracts/transcript.ts'
import type { Database } from './database.ts'
import type { TranscriptStore } from './stores.ts'

/** Transcript lines, kept in Postgres; of each line only its newest version. */
export function createTranscriptStore({ client }: Database): TranscriptStore {
  return {
    async save(callId, lines) {
      if (lines.length === 0) return
      await client.$transaction(
        lines.map((line) => {
          const { itemId, ...columns } = transcriptLineSchema.parse(line)
          return client.transcriptLine.upsert({
            where: { callId_itemId: { callId, itemId } },
            create: { callId, itemId, ...columns },
            update: columns,
          })
        }),
      )
    },
    async list(callId) {
      const rows = await client.transcriptLine.findMany({
        where: { callId },
        orderBy: [{ position: 'asc' }, { createdAt: 'asc' }],
      })
      return rows.map((row) => transcriptLineSchema.parse(row))
    },
  }
}
