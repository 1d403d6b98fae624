import type { CallListQuery, ListedCall, TranscriptHit } from '#contracts/call-list.ts'
import type { Page } from '#contracts/page.ts'
import { callConditions } from './call-conditions.ts'
import { callInclude, readCalls } from './call-rows.ts'
import { cutPage, parseCursor, renderCursor, type Cursor } from './cursor.ts'
import type { Database, Queryable } from './database.ts'
import { newestCalls } from './newest-calls.ts'
import { findHits } from './find-hits.ts'
import { readSearchTerms } from './search-terms.ts'
import { searchCalls } from './search-calls.ts'

/**
 * A page of calls, newest first. Their places are found first, by what indexes
 * know, and only those that are shown are read. Throws {@link CursorError}, and
 * {@link SearchTooWideError} for words that cannot be looked for in time.
 */
export async function listCalls(
  database: Database,
  { cursor, limit, text, ...filter }: CallListQuery,
): Promise<Page<ListedCall>> {
  const { client } = database
  const conditions = callConditions(filter)
  const start = cursor === undefined ? null : parseCursor(cursor)
  if (text === undefined) {
    const found = await newestCalls(client, conditions, start, limit + 1)
    const { kept, nextCursor } = cutPage(found, limit, (place) => place)
    return { items: await readListed(client, kept, new Map()), nextCursor }
  }
  const terms = await readSearchTerms(client, text)
  if (terms === null) return { items: [], nextCursor: null }
  const { found, searchedTo } = await searchCalls(database, terms, conditions, start, limit + 1)
  const { kept, nextCursor } = cutPage(found, limit, (place) => place)
  const hits = await findHits(client, kept, terms, text)
  return {
    items: await readListed(client, kept, hits),
    nextCursor: nextCursor ?? (searchedTo && renderCursor(searchedTo)),
  }
}

async function readListed(
  queryable: Queryable,
  places: readonly Cursor[],
  hits: ReadonlyMap<string, TranscriptHit[]>,
): Promise<ListedCall[]> {
  if (places.length === 0) return []
  const rows = await queryable.call.findMany({
    where: { id: { in: places.map(({ id }) => id) } },
    include: callInclude,
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  // One that was deleted in between is not there any more.
  const inOrder = places.flatMap(({ id }) => byId.get(id) ?? [])
  const calls = await readCalls(queryable, inOrder)
  return calls.map((call) => ({ ...call, hits: hits.get(call.id) ?? [] }))
}
