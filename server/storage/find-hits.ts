import { z } from 'zod'
import type { TranscriptHit } from '#contracts/call-list.ts'
import { roleSchema } from '#contracts/transcript.ts'
import { excerptOf } from '#core/find/excerpt.ts'
import type { Cursor } from './cursor.ts'
import type { Queryable } from './database.ts'
import { lineHolds, type SearchTerms } from './search-terms.ts'

const HITS_MAX = 3

/** The first lines of each of these calls that hold the terms, by call; `text` is what was asked for. */
export async function findHits(
  queryable: Queryable,
  calls: readonly Cursor[],
  terms: SearchTerms,
  text: string,
): Promise<Map<string, TranscriptHit[]>> {
  if (calls.length === 0) return new Map()
  const rows = rowsSchema.parse(
    await queryable.$queryRaw`
      SELECT hit.* FROM unnest(${calls.map(({ id }) => id)}::text[]) AS call(id)
      CROSS JOIN LATERAL (
        SELECT call_id, item_id, role, start_ms, text FROM (
          SELECT * FROM transcript_lines WHERE call_id = call.id ORDER BY position, created_at OFFSET 0
        ) AS line
        WHERE ${lineHolds(terms)} LIMIT ${HITS_MAX}
      ) AS hit`,
  )
  const ofCall = Map.groupBy(rows, (row) => row.call_id)
  return new Map([...ofCall].map(([id, lines]) => [id, lines.map((line) => toHit(line, text))]))
}

const rowsSchema = z.array(
  z.object({
    call_id: z.string(),
    item_id: z.string(),
    role: roleSchema,
    start_ms: z.number().nullable(),
    text: z.string(),
  }),
)

function toHit(line: z.infer<typeof rowsSchema>[number], text: string): TranscriptHit {
  const { item_id: itemId, role, start_ms: startMs } = line
  return { itemId, role, startMs, excerpt: excerptOf(line.text, text) }
}
