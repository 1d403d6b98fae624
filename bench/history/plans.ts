import { callConditions } from '#server/storage/call-conditions.ts'
import { newestSql } from '#server/storage/newest-calls.ts'
import type { Connection } from './connection.ts'
import type { Question } from './questions.ts'

/**
 * The plans of what the list asks the database for each question, the words
 * aside, without their figures, which differ from run to run; and the names of
 * those that read through a whole table. The index of words is asked for by itself.
 */
export async function recordPlans(connection: Connection, questions: readonly Question[]) {
  const sections: string[] = []
  const readThrough: string[] = []
  const record = async (name: string, sql: string) => {
    const rows = await connection.rows(`EXPLAIN (COSTS OFF) ${sql}`)
    const plan = rows.map(([line]) => String(line)).join('\n')
    sections.push(`## ${name}\n\n${plan}\n`)
    if (/Seq Scan on (?:calls|transcript_lines)\b/.test(plan)) readThrough.push(name)
  }
  for (const { name, query } of questions) {
    const { text, ...filter } = query
    if (text === undefined) await record(name, literal(newestSql(callConditions(filter), null, 51)))
  }
  await connection.execute('SET enable_seqscan = off')
  for (const words of [`'thank' & 'you'`, `'zanzibar'`, `'た':*`]) {
    const inStretch = ['@3cd00', '#1e70'].map(
      (name) => `search @@ $$${words} & '${name}'$$::tsquery`,
    )
    await record(
      `words: ${words}`,
      `SELECT DISTINCT call_id FROM transcript_lines WHERE ${inStretch.join(' OR ')}`,
    )
  }
  return { text: sections.join('\n'), readThrough }
}

/** The statement with its values written into it. */
function literal({ strings, values }: { strings: readonly string[]; values: readonly unknown[] }) {
  return strings
    .map((part, nth) => (nth === 0 ? part : `${written(values[nth - 1])}${part}`))
    .join('')
}

function written(value: unknown): string {
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`
}
