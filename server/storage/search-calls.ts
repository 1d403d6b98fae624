import { Prisma } from '#prisma/generated/client.ts'
import { after, and } from './call-conditions.ts'
import type { Cursor } from './cursor.ts'
import type { Database, Queryable } from './database.ts'
import { guessLines } from './guess-lines.ts'
import { newestSql, nthCall, oldestCallAt, readPlaces } from './newest-calls.ts'
import { lineHolds, queryOf, rowsHold, type SearchTerms } from './search-terms.ts'
import { stretchesBetween } from './time-stretches.ts'

/** Thrown when words cannot be looked for in the time that a search may take; the request is at fault. */
export class SearchTooWideError extends Error {
  override name = 'SearchTooWideError'
  override message = 'text: too much to look through in time.'
}

type Search = {
  terms: SearchTerms
  conditions: readonly Prisma.Sql[]
  limit: number
}

/** `searchedTo`: where the search stopped for want of time, to go on from there; null: it is complete. */
export type Searched = { found: Cursor[]; searchedTo: Cursor | null }

/**
 * The newest calls that fit and have a line with all the terms. Two ways, as
 * neither is quick for every word. First the newest calls that fit are looked
 * through, line by line: what many calls hold is found among a few hundred, and
 * where no more than a few thousand fit this is all. What is left is found by
 * the index of words, in one span of time after the other, each as much longer
 * as the hits are rare: so what few calls hold costs little, and of what many
 * hold only as much is read as a page shows.
 */
export async function searchCalls(
  database: Database,
  terms: SearchTerms,
  conditions: readonly Prisma.Sql[],
  start: Cursor | null,
  limit: number,
): Promise<Searched> {
  const search = { terms, conditions, limit }
  try {
    return await database.client.$transaction(
      async (transaction) => {
        await transaction.$executeRawUnsafe(SETTINGS)
        return lookThrough(transaction, search, start)
      },
      { timeout: 2 * STATEMENT_MS_MAX },
    )
  } catch (error) {
    if (isOutOfTime(error)) throw new SearchTooWideError()
    throw error
  }
}

/** Of the newest calls so many are looked through; then so many more, if enough was found to fill a page; and all, where there are no more. */
const CALLS_AT_FIRST = 250
const CALLS_THEN = 1_250
const HITS_TO_GO_ON = 12
const CALLS_AT_MOST = 3_000
/** After this no further span is begun. */
const SEARCH_MS = 1_500
const STATEMENT_MS_MAX = 5_000
const SETTINGS = `SELECT set_config('statement_timeout', '${STATEMENT_MS_MAX}', true),
  set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`

async function lookThrough(
  queryable: Queryable,
  search: Search,
  start: Cursor | null,
): Promise<Searched> {
  const { conditions, limit } = search
  const found: Cursor[] = []
  let edge = start
  for (const calls of [CALLS_AT_FIRST, CALLS_THEN]) {
    found.push(...(await walk(queryable, left(search, found), edge, calls)))
    if (found.length >= limit) return complete(found)
    edge = await nthCall(queryable, conditions, edge, calls - 1)
    if (edge === null) return complete(found)
    if (found.length < HITS_TO_GO_ON) break
  }
  if (edge === null) return complete(found)
  const rest = left(search, found)
  const isFew =
    conditions.length > 0 && (await nthCall(queryable, conditions, edge, CALLS_AT_MOST)) === null
  if (isFew) {
    return complete([...found, ...(await walk(queryable, rest, edge, CALLS_AT_MOST))])
  }
  // The last call may be long ago: how long calls take to become so many is told by calls alone.
  const first = await nthCall(queryable, conditions, start, 0)
  const { found: more, searchedTo } = await searchSpans(queryable, rest, {
    edge,
    spanMs: first === null ? 0 : first.at.getTime() - edge.at.getTime(),
    hits: found.length,
  })
  return { found: [...found, ...more], searchedTo }
}

const left = (search: Search, found: readonly Cursor[]): Search => ({
  ...search,
  limit: search.limit - found.length,
})

const complete = (found: Cursor[]): Searched => ({ found, searchedTo: null })

/** Looks through the lines of the newest `calls` calls that fit. */
function walk(
  queryable: Queryable,
  { terms, conditions, limit }: Search,
  start: Cursor | null,
  calls: number,
): Promise<Cursor[]> {
  return readPlaces(
    queryable,
    // OFFSET 0: the lines of one call, by its id, whatever the planner thinks of the words.
    Prisma.sql`SELECT id, created_at FROM (${newestSql(conditions, start, calls)}) AS call
      WHERE EXISTS (SELECT 1 FROM
        (SELECT search, text FROM transcript_lines WHERE call_id = call.id OFFSET 0) AS line
        WHERE ${lineHolds(terms)})
      ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
  )
}

/** Asks the index of words about one span of time after the other, back from `edge`. */
async function searchSpans(
  queryable: Queryable,
  search: Search,
  met: { edge: Cursor; spanMs: number; hits: number },
): Promise<Searched> {
  const began = performance.now()
  const oldest = await oldestCallAt(queryable)
  if (oldest === null) return complete([])
  const asked = await askedOfIndex(queryable, search.terms)
  const most = asked.includes(':*') ? STRETCHES_WITH_PREFIX : STRETCHES
  const found: Cursor[] = []
  let { edge, spanMs, hits } = met
  for (;;) {
    const wanted = search.limit - found.length
    spanMs = Math.max(SPAN_MS_MIN, spanMs * growth(hits, wanted))
    const from = new Date(Math.max(oldest.getTime(), edge.at.getTime() - spanMs))
    const { names, beginsAt } = stretchesBetween(from, edge.at, most)
    const more = await inSpan(queryable, { ...search, limit: wanted }, asked, edge, names)
    found.push(...more)
    if (found.length >= search.limit || beginsAt <= oldest) return complete(found)
    hits = more.length
    // All of that span has been looked through, its first moment included.
    edge = { at: new Date(beginsAt.getTime() - 1), id: LAST_ID }
    if (performance.now() - began > SEARCH_MS) return { found, searchedTo: edge }
  }
}

/** More of them fit a span better. But a beginning of a word is read through for each, whatever the stretch. */
const STRETCHES = 16
const STRETCHES_WITH_PREFIX = 4
/** No less than one stretch, however many calls there were at last. */
const SPAN_MS_MIN = 7_200_000
/** Behind every id, in whatever order a database sorts. */
const LAST_ID = 'zzzz'

/** By how much the next span is longer: as far as the hits so far let hope for enough. */
function growth(hits: number, wanted: number): number {
  if (hits === 0) return 16
  return Math.min(16, Math.max(2, (1.3 * wanted) / hits))
}

/**
 * What the index of words is asked for; empty: for nothing but the time. A
 * beginning of a word that very many lines hold would have it read through all
 * of them, in every span: that one is looked for in the lines that hold the rest.
 */
async function askedOfIndex(queryable: Queryable, { exact, prefixes }: SearchTerms) {
  const rare: string[] = []
  for (const prefix of prefixes) {
    const lines = await guessLines(queryable, queryOf({ exact: [], prefixes: [prefix] }))
    if (lines < PREFIX_LINES_MAX) rare.push(prefix)
  }
  return queryOf({ exact, prefixes: rare })
}

const PREFIX_LINES_MAX = 50_000

/**
 * One condition for each stretch: the index then reads the rarer of stretch and
 * words. Stretches joined within one `tsquery` would have it read all of them.
 */
function inSpan(
  queryable: Queryable,
  { terms, conditions, limit }: Search,
  asked: string,
  edge: Cursor,
  stretches: readonly string[],
): Promise<Cursor[]> {
  const inStretch = stretches.map((name) => {
    const query = asked === '' ? `'${name}'` : `${asked} & '${name}'`
    return Prisma.sql`search @@ ${query}::tsquery`
  })
  const held = asked === queryOf(terms) ? rowsHold(terms) : [lineHolds(terms)]
  const inLines = and([Prisma.sql`(${Prisma.join(inStretch, ' OR ')})`, ...held])
  return readPlaces(
    queryable,
    Prisma.sql`WITH line AS MATERIALIZED (
        SELECT DISTINCT call_id FROM transcript_lines WHERE ${inLines}
      )
      SELECT id, created_at FROM line JOIN calls ON id = call_id
      WHERE ${and([...conditions, after(edge)])}
      ORDER BY created_at DESC, id DESC LIMIT ${limit}`,
  )
}

/** 57014: the database gave the statement up; P2028: the transaction was given up here. */
function isOutOfTime(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : ''
  return /57014|P2028|statement timeout/.test(text)
}
