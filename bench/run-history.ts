/**
 * `npm run bench:history`: how fast calls are found in the Postgres at
 * `DATABASE_URL`, filled by `npm run seed:history`. Asks each question some
 * times, prints the middle and the 95th of a hundred of what the database took,
 * and the middle of what the store did in all, and exits with 1 where the
 * database's middle is beyond what was promised, or where a plan reads through a
 * whole table. The plans are kept in bench/history-plans.txt, so
 * that what changed shows.
 */
import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import { callListQuerySchema } from '#contracts/call-list.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { renderCursor } from '#server/storage/cursor.ts'
import { connect, type Connection } from './history/connection.ts'
import { recordPlans } from './history/plans.ts'
import { allQuestions, type Question } from './history/questions.ts'
import { timedDoor } from './history/timed-door.ts'
import { distribution } from './percentiles.ts'

const TIMES = Number(process.env['BENCH_TIMES'] ?? 9)
const PAGE_CALLS = 50

const url = process.env['DATABASE_URL']
if (url === undefined) {
  console.error('Give a database that npm run seed:history has filled in DATABASE_URL.')
  process.exit(2)
}
await using connection = await connect(url)
const door = await timedDoor(url)
await using database = openDatabase(door.url)
const { calls } = createStores(database)

const [counts] = await connection.rows(`SELECT (SELECT count(*) FROM calls),
  (SELECT reltuples::bigint FROM pg_class WHERE relname = 'transcript_lines'),
  (SELECT min(created_at) FROM calls), (SELECT max(created_at) FROM calls)`)
const [oldest, newest] = [moment(counts?.[2]), moment(counts?.[3])]
console.log(
  `${String(counts?.[0])} calls, about ${String(counts?.[1])} lines; load ${loadavg()[0]?.toFixed(1)}`,
)
const questions = allQuestions((part) => new Date(oldest + (newest - oldest) * part).toISOString())

console.log('one page of 50, ms'.padEnd(44), 'calls', 'database p50, p95', 'in all p50')
let failed = 0
for (const question of questions) {
  const cursor = await cursorOf(connection, question)
  const query = callListQuerySchema.parse({ limit: PAGE_CALLS })
  const asked = { ...query, ...question.query, ...(cursor !== undefined && { cursor }) }
  await calls.list(asked)
  const atDatabase: number[] = []
  const inAll: number[] = []
  let found = 0
  for (let time = 0; time < TIMES; time += 1) {
    door.takeMs()
    const began = performance.now()
    found = (await calls.list(asked)).items.length
    inAll.push(performance.now() - began)
    atDatabase.push(door.takeMs())
  }
  const isMissed = distribution(atDatabase).p50 > question.msMax
  if (isMissed) failed += 1
  const figures = [distribution(atDatabase).p50, p95(atDatabase), distribution(inAll).p50]
  console.log(
    [
      question.name.padEnd(44),
      `${found}`.padStart(3),
      ...figures.map((ms) => ms.toFixed(1).padStart(9)),
      `of ${question.msMax}${isMissed ? '  MISSED' : ''}`,
    ].join(' '),
  )
}

const { text, readThrough } = await recordPlans(connection, questions)
writeFileSync(new URL('history-plans.txt', import.meta.url), text)
for (const name of readThrough) console.log(`${name}: reads through a whole table`)
if (failed + readThrough.length > 0) process.exitCode = 1
door.close()

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
