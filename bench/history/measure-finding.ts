import { writeFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { callListQuerySchema } from '#contracts/call-list.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { renderCursor } from '#server/storage/cursor.ts'
import { distribution } from '../percentiles.ts'
import { connect, type Connection } from './connection.ts'
import { recordPlans } from './plans.ts'
import { allQuestions, type Question } from './questions.ts'
import { renderRow } from './render-row.ts'
import { timedDoor } from './timed-door.ts'

const TIMES = Number(process.env['BENCH_TIMES'] ?? 9)
const PAGE_CALLS = 50

/**
 * How fast calls are found in the Postgres at `url`, filled by `npm run
 * seed:history`. Asks each question some times, prints the middle and the 95th of
 * a hundred of what the database took, and the middle of what the store did in
 * all. The plans are kept in bench/history-plans.txt, so that what changed shows.
 * Answers how many questions the database's middle is beyond what was promised,
 * or whose plan reads through a whole table.
 */
export async function measureFinding(url: string): Promise<number> {
  await using connection = await connect(url)
  const door = await timedDoor(url)
  await using database = openDatabase(door.url)
  const { calls } = createStores(database)
  const { oldest, newest } = await tellWhatThereIs(connection)
  const questions = allQuestions((part) =>
    new Date(oldest + (newest - oldest) * part).toISOString(),
  )

  console.log('one page of 50, ms'.padEnd(44), 'calls', 'database p50, p95', 'in all p50')
  let missed = 0
  for (const question of questions) {
    const cursor = await cursorOf(connection, question)
    const query = callListQuerySchema.parse({ limit: PAGE_CALLS })
    const asked = { ...query, ...question.query, ...(cursor !== undefined && { cursor }) }
    await calls.list(asked)
    const atDatabase: number[] = []
    const inAll: number[] = []
    let count = 0
    for (let time = 0; time < TIMES; time += 1) {
      door.takeMs()
      const began = performance.now()
      count = (await calls.list(asked)).items.length
      inAll.push(performance.now() - began)
      atDatabase.push(door.takeMs())
    }
    const { name, msMax } = question
    const middle = distribution(atDatabase).p50
    const isMissed = middle > msMax
    if (isMissed) missed += 1
    const figures = [middle, p95(atDatabase), distribution(inAll).p50]
    console.log(renderRow({ name, count, figures, msMax, isMissed }))
  }

  const { text, readThrough } = await recordPlans(connection, questions)
  writeFileSync(new URL('../history-plans.txt', import.meta.url), text)
  for (const name of readThrough) console.log(`${name}: reads through a whole table`)
  door.close()
  return missed + readThrough.length
}

async function tellWhatThereIs(connection: Connection) {
  const [counts] = await connection.rows(`SELECT (SELECT count(*) FROM calls),
    (SELECT reltuples::bigint FROM pg_class WHERE relname = 'transcript_lines'),
    (SELECT min(created_at) FROM calls), (SELECT max(created_at) FROM calls)`)
  console.log(`${String(counts?.[0])} calls, about ${String(counts?.[1])} lines`)
  return { oldest: moment(counts?.[2]), newest: moment(counts?.[3]) }
}

function p95(samples: readonly number[]): number {
  return samples.toSorted((a, b) => a - b)[Math.ceil(samples.length * 0.95) - 1] ?? Number.NaN
}

function moment(value: unknown): number {
  return Date.parse(`${String(value)}Z`.replace(/ZZ$/, 'Z').replace(/[+]00:00Z$/, 'Z'))
}

/** Where the page before the one that is asked for ends: found by counting, which the store need not. */
async function cursorOf(
  from: Connection,
  { query, page = 1 }: Question,
): Promise<string | undefined> {
  if (page === 1) return undefined
  const status = query.status === undefined ? '' : `WHERE status = '${query.status}'`
  const [row] = await from.rows(`SELECT id, created_at FROM calls ${status}
    ORDER BY created_at DESC, id DESC LIMIT 1 OFFSET ${(page - 1) * PAGE_CALLS - 1}`)
  if (row === undefined) throw new Error(`There are no ${page} pages of it: seed more calls.`)
  return renderCursor({ id: String(row[0]), at: new Date(moment(row[1])) })
}
