import { z } from 'zod'
import type { TagCalls } from '#contracts/call-list.ts'
import type { Call } from '#contracts/call.ts'
import { callInclude, readCalls } from './call-rows.ts'
import type { Queryable } from './database.ts'

/** Adds tags to calls and takes others off; one that is in both is taken off. Answers the calls as they now are. */
export async function tagCalls(
  queryable: Queryable,
  { callIds, add, remove }: TagCalls,
): Promise<Call[]> {
  await queryable.$executeRaw`
    UPDATE calls SET tags = tagged.tags
    FROM (
      SELECT id, ARRAY(
        SELECT DISTINCT tag FROM unnest(tags || ${add}::text[]) AS tag
        WHERE tag <> ALL (${remove}::text[]) ORDER BY tag
      ) AS tags
      FROM calls WHERE id = ANY (${callIds}::text[]) ORDER BY id FOR NO KEY UPDATE
    ) AS tagged
    WHERE calls.id = tagged.id AND calls.tags IS DISTINCT FROM tagged.tags`
  const rows = await queryable.call.findMany({
    where: { id: { in: callIds } },
    include: callInclude,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return readCalls(queryable, rows)
}

/** The tags in use, the most used first. */
export async function countTags(queryable: Queryable): Promise<{ tag: string; calls: number }[]> {
  return countsSchema.parse(
    await queryable.$queryRaw`
      SELECT tag, count(*)::int AS calls FROM calls, unnest(tags) AS tag
      WHERE tags <> '{}' GROUP BY tag ORDER BY calls DESC, tag LIMIT 1000`,
  )
}

const countsSchema = z.array(z.object({ tag: z.string(), calls: z.number() }))
