import { z } from 'zod'
import type { NumberHoldings } from '#contracts/keeping.ts'
import type { Queryable } from './database.ts'

/** The other side's number of a call (an index has it): ours is on every call and is nobody's. */
const OTHER_SIDE = 'other_number = $1'

/** How much there is of the calls with one number. */
export async function findHoldings(
  queryable: Queryable,
  number: string,
): Promise<Omit<NumberHoldings, 'number'>> {
  const rows: unknown = await queryable.$queryRawUnsafe(
    `WITH theirs AS (SELECT id, created_at, legal_hold FROM calls WHERE ${OTHER_SIDE})
    SELECT count(*)::int AS calls, min(created_at) AS "firstAt", max(created_at) AS "lastAt",
      (count(*) FILTER (WHERE legal_hold))::int AS held,
      (SELECT count(*)::int FROM recordings JOIN theirs ON theirs.id = call_id
        WHERE state <> 'deleted') AS recordings,
      (SELECT COALESCE(sum(bytes), 0)::float8 FROM recordings JOIN theirs ON theirs.id = call_id
        WHERE state <> 'deleted') AS bytes,
      (SELECT count(*)::int FROM transcript_lines JOIN theirs ON theirs.id = call_id)
        AS "transcriptLines"
    FROM theirs`,
    number,
  )
  const [{ firstAt, lastAt, ...counts }] = holdingsRows.parse(rows)
  return {
    ...counts,
    firstAt: firstAt?.toISOString() ?? null,
    lastAt: lastAt?.toISOString() ?? null,
  }
}

export async function listCallsWith(
  queryable: Queryable,
  number: string,
): Promise<{ callId: string; isHeld: boolean }[]> {
  const rows: unknown = await queryable.$queryRawUnsafe(
    `SELECT id AS "callId", legal_hold AS "isHeld" FROM calls WHERE ${OTHER_SIDE}
    ORDER BY created_at, id`,
    number,
  )
  return z.array(z.object({ callId: z.string(), isHeld: z.boolean() })).parse(rows)
}

const holdingsRows = z.tuple([
  z.object({
    calls: z.number(),
    recordings: z.number(),
    transcriptLines: z.number(),
    bytes: z.number(),
    held: z.number(),
    firstAt: z.date().nullable(),
    lastAt: z.date().nullable(),
  }),
])
