import { z } from 'zod'
import { Prisma } from '#prisma/generated/client.ts'
import type { Queryable } from './database.ts'

/** What a line must hold, in the database's own folding. All of it. */
export type SearchTerms = {
  /** Words, and pairs of characters. */
  exact: string[]
  /** What words, or characters, may begin with. */
  prefixes: string[]
  /** Longer runs of unspaced script, whose pairs must also stand in a row. */
  runs: string[]
}

/** Null: there is nothing in `text` that could be looked for. */
export async function readSearchTerms(
  queryable: Queryable,
  text: string,
): Promise<SearchTerms | null> {
  const [row] = rowsSchema.parse(
    await queryable.$queryRaw`
      SELECT folded, search_words(folded) AS words, search_pairs(folded) AS pairs
      FROM (SELECT search_fold(${text}::text) AS folded) AS given`,
  )
  const { folded, words, pairs } = row
  const runs = runsOf(pairs)
  const last = words.at(-1)
  const goesOn = last !== undefined && Array.from(last).length > 1 && folded.endsWith(last)
  const exact = [...(goesOn ? words.slice(0, -1) : words), ...pairs.filter(isPair)]
  const prefixes = [...(goesOn ? [last] : []), ...runs.filter((run) => !isPair(run))]
  if (exact.length + prefixes.length === 0) return null
  return { exact, prefixes, runs: runs.filter((run) => Array.from(run).length > 2) }
}

/** As `tsquery` writes it. */
export function queryOf({ exact, prefixes }: Pick<SearchTerms, 'exact' | 'prefixes'>): string {
  return [...exact.map(quoted), ...prefixes.map((prefix) => `${quoted(prefix)}:*`)].join(' & ')
}

/** Of a column `search` and the line's `text`: does the line hold it? No index is used for this. */
export function lineHolds(terms: SearchTerms): Prisma.Sql {
  const matches = Prisma.sql`ts_match_vq(search, ${queryOf(terms)}::tsquery)`
  return Prisma.join([matches, ...rowsHold(terms)], ' AND ')
}

/** The part of {@link lineHolds} that no index knows. */
export function rowsHold({ runs }: SearchTerms): Prisma.Sql[] {
  return runs.map((run) => Prisma.sql`strpos(search_fold(text), ${run}) > 0`)
}

/** Each run comes as its pairs, and then its last character. */
function runsOf(pairs: readonly string[]): string[] {
  const runs: string[] = []
  let run = ''
  for (const pair of pairs) {
    run += Array.from(pair)[0] ?? ''
    if (isPair(pair)) continue
    runs.push(run)
    run = ''
  }
  return runs
}

const isPair = (text: string) => Array.from(text).length > 1

function quoted(lexeme: string): string {
  return `'${lexeme.replaceAll(/['\\]/g, (sign) => sign + sign)}'`
}

const rowsSchema = z.tuple([
  z.object({ folded: z.string(), words: z.array(z.string()), pairs: z.array(z.string()) }),
])
