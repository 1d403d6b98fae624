import { z } from 'zod'
import { DAY_MS } from '#core/keeping/expiry.ts'
import type { Queryable } from './database.ts'
import type { Stored } from './keeping-stores.ts'

/**
 * What is stored, from sums that triggers keep (`storage_sums`), and the size of
 * the transcripts as Postgres itself knows it. Of many lines Postgres' own
 * estimate is told, of few the count.
 */
export async function readStored(queryable: Queryable, since: Date): Promise<Stored> {
  const rows: unknown = await queryable.$queryRawUnsafe(READ, since.toISOString())
  const [read] = rowsSchema.parse(rows)
  const kept = read.sums.filter(({ state }) => state !== 'deleted')
  const bytesBy = (sums: typeof kept) => total(sums, ({ bytes }) => bytes)
  const countBy = (sums: typeof kept) => total(sums, ({ count }) => count)
  return {
    bytes: bytesBy(kept),
    recordings: {
      count: countBy(kept),
      bySource: [...Map.groupBy(kept, ({ source }) => source)]
        .map(([source, sums]) => ({ source, count: countBy(sums), bytes: bytesBy(sums) }))
        .filter(({ count }) => count > 0),
      byState: [...Map.groupBy(kept, ({ state }) => state)]
        .map(([state, sums]) => ({ state, count: countBy(sums) }))
        .filter(({ count }) => count > 0),
      byAgent: [...Map.groupBy(kept, ({ agentId }) => agentId)]
        .map(([agentId, sums]) => ({
          agentId,
          agentName: sums[0]?.agentName ?? 'No agent',
          count: countBy(sums),
          bytes: bytesBy(sums),
        }))
        .filter(({ count }) => count > 0)
        .toSorted((one, other) => other.bytes - one.bytes),
      oldestAt: read.oldestAt?.toISOString() ?? null,
    },
    transcripts: { lines: read.lines, bytes: read.lineBytes },
    calls: read.calls,
    growth: everyDay(since, read.growth),
    pendingDeletions: read.pendingDeletions,
  }
}

/** Adds up what was added since: as many rows stay as there are days, sources, states and agents. */
export async function compactSums(queryable: Queryable): Promise<void> {
  await queryable.$executeRawUnsafe(`
    WITH taken AS (DELETE FROM storage_sums RETURNING day, source, state, agent_id, count, bytes)
    INSERT INTO storage_sums (day, source, state, agent_id, count, bytes)
    SELECT day, source, state, agent_id, sum(count), sum(bytes) FROM taken
    GROUP BY day, source, state, agent_id
    HAVING sum(count) <> 0 OR sum(bytes) <> 0`)
}

const READ = `
  WITH sums AS (
    SELECT source, state, agent_id AS "agentId", max(agents.name) AS "agentName",
      sum(count)::float8 AS count, sum(bytes)::float8 AS bytes,
      min(day) FILTER (WHERE count > 0) AS oldest
    FROM storage_sums LEFT JOIN agents ON agents.id = agent_id
    GROUP BY source, state, agent_id
  ), growth AS (
    SELECT day::date::text AS day, sum(bytes)::float8 AS bytes, sum(count)::int AS count
    FROM storage_sums WHERE day >= $1::timestamp GROUP BY 1
  ), guess AS (
    SELECT reltuples::float8 AS lines FROM pg_class WHERE oid = 'transcript_lines'::regclass
  )
  SELECT
    (SELECT COALESCE(json_agg(sums), '[]') FROM sums) AS sums,
    (SELECT COALESCE(json_agg(growth), '[]') FROM growth) AS growth,
    (SELECT started_at FROM recordings WHERE state <> 'deleted'
      AND started_at >= COALESCE((SELECT min(oldest) FROM sums WHERE state <> 'deleted' AND count > 0), 'infinity')
      ORDER BY started_at LIMIT 1) AS "oldestAt",
    (SELECT CASE WHEN guess.lines > 100000 THEN guess.lines
      ELSE (SELECT count(*) FROM transcript_lines) END FROM guess)::float8 AS lines,
    pg_total_relation_size('transcript_lines')::float8 AS "lineBytes",
    (SELECT count(*)::int FROM calls) AS calls,
    (SELECT count(*)::int FROM deletions WHERE state = 'pending') AS "pendingDeletions"`

const rowsSchema = z.tuple([
  z.object({
    sums: z.array(
      z.object({
        source: z.enum(['relay', 'carrier']),
        state: z.string(),
        agentId: z.string().nullable(),
        agentName: z.string().nullable(),
        count: z.number(),
        bytes: z.number(),
      }),
    ),
    growth: z.array(z.object({ day: z.string(), bytes: z.number(), count: z.number() })),
    oldestAt: z.date().nullable(),
    lines: z.number(),
    lineBytes: z.number(),
    calls: z.number(),
    pendingDeletions: z.number(),
  }),
])

/** Thirty days, also those on which nothing came. */
function everyDay(since: Date, growth: Stored['growth']): Stored['growth'] {
  const byDay = new Map(growth.map((sum) => [sum.day, sum]))
  return Array.from({ length: GROWTH_DAYS }, (_, at) => {
    const day = new Date(since.getTime() + at * DAY_MS).toISOString().slice(0, 10)
    return byDay.get(day) ?? { day, bytes: 0, count: 0 }
  })
}

const GROWTH_DAYS = 30

function total<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + valueOf(item), 0)
}
