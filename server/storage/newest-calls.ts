import { z } from 'zod'
import { Prisma } from '#prisma/generated/client.ts'
import { after, timestamp, where } from './call-conditions.ts'
import type { Cursor } from './cursor.ts'
import type { Queryable } from './database.ts'

/** The places of the newest calls that fit, behind `start`. */
export async function newestCalls(
  queryable: Queryable,
  conditions: readonly Prisma.Sql[],
  start: Cursor | null,
  limit: number,
): Promise<Cursor[]> {
  return readPlaces(queryable, newestSql(conditions, start, limit))
}

/** The place of the call that is `nth` (from 0) of those that fit, behind `start`; null: there are fewer. */
export async function nthCall(
  queryable: Queryable,
  conditions: readonly Prisma.Sql[],
  start: Cursor | null,
  nth: number,
): Promise<Cursor | null> {
  const sql = Prisma.sql`${newestSql(conditions, start, 1)} OFFSET ${nth}`
  const [place] = await readPlaces(queryable, sql)
  return place ?? null
}

/** `id` and `created_at` of the newest calls that fit, behind `start`. */
export function newestSql(
  conditions: readonly Prisma.Sql[],
  start: Cursor | null,
  limit: number,
): Prisma.Sql {
  const all = start === null ? conditions : [...conditions, after(start)]
  return Prisma.sql`SELECT id, created_at FROM calls ${where(all)}
    ORDER BY created_at DESC, id DESC LIMIT ${limit}`
}

/** Reads what a query answers as `id` and `created_at`. */
export async function readPlaces(queryable: Queryable, sql: Prisma.Sql): Promise<Cursor[]> {
  const rows = placesSchema.parse(await queryable.$queryRaw(sql))
  return rows.map(({ id, created_at: at }) => ({ id, at }))
}

/** When the oldest call was created; null: there is none. */
export async function oldestCallAt(queryable: Queryable): Promise<Date | null> {
  const [oldest] = await readPlaces(
    queryable,
    Prisma.sql`SELECT id, created_at FROM calls WHERE created_at > ${timestamp(new Date(0))}
      ORDER BY created_at, id LIMIT 1`,
  )
  return oldest?.at ?? null
}

const placesSchema = z.array(z.object({ id: z.string(), created_at: z.date() }))
