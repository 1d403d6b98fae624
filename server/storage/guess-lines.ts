import { z } from 'zod'
import type { Queryable } from './database.ts'

/** How many lines may fit a `tsquery`, as the planner guesses from its statistics: no line is read. */
export async function guessLines(queryable: Queryable, query: string): Promise<number> {
  const literal = `'${query.replaceAll("'", "''")}'`
  const [row] = planSchema.parse(
    await queryable.$queryRawUnsafe(
      `EXPLAIN (FORMAT JSON) SELECT 1 FROM transcript_lines WHERE search @@ ${literal}::tsquery`,
    ),
  )
  return row['QUERY PLAN'][0].Plan['Plan Rows']
}

const planSchema = z.tuple([
  z.object({
    'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })]),
  }),
])
