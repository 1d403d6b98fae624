/**
 * `npm run seed:history -- --calls 1000000 --lines 20000000`: fills the Postgres
 * at `DATABASE_URL` with calls as a busy house would have them, in eight
 * languages, for `npm run bench:history`. The same seed makes the same calls.
 * It wants a database of its own, empty, and refuses one that has calls unless
 * `--add` is given: then it is slower, as indexes stay.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { applyMigrations } from '#scripts/migrations.ts'
import { connect, type Connection } from './history/connection.ts'
import {
  agentStatements,
  callStatements,
  lineStatement,
  preparations,
  type Seeding,
} from './history/seeding-sql.ts'
import { setAside } from './history/set-aside.ts'

const CALLS_AT_ONCE = 2_000
const say = (line: string) => console.log(line)

try {
  await seedHistory(readArguments(), process.env['DATABASE_URL'])
} catch (error) {
  process.exitCode = 1
  console.error(error instanceof Error ? error.message : error)
}

type Arguments = Seeding & { connections: number; add: boolean }

function readArguments(): Arguments {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string', default: '1000000' },
      lines: { type: 'string', default: '20000000' },
      seed: { type: 'string', default: '1' },
      until: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      connections: { type: 'string', default: '2' },
      add: { type: 'boolean', default: false },
    },
  })
  return {
    calls: wholeNumber('--calls', values.calls),
    lines: wholeNumber('--lines', values.lines),
    seed: wholeNumber('--seed', values.seed),
    connections: wholeNumber('--connections', values.connections),
    until: new Date(
      z.iso.date({ error: '--until takes a day, like 2026-11-21.' }).parse(values.until),
    ),
    add: values.add,
  }
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new Error(`${name} must be a whole number, not "${text}".`)
}

async function seedHistory(given: Arguments, url: string | undefined): Promise<void> {
  if (url === undefined) throw new Error('Give the database to fill in DATABASE_URL.')
  await applyMigrations(url)
  await using main = await connect(url)
  const isEmpty = (await main.rows('SELECT 1 FROM calls LIMIT 1')).length === 0
  if (!isEmpty && !given.add) {
    throw new Error('This database has calls. Give an empty one, or --add to add to them.')
  }
  const began = Date.now()
  for (const statement of agentStatements()) await main.execute(statement)
  const restore = isEmpty ? await setAside(main) : []
  try {
    await addCalls(given, url, began)
  } finally {
    say('Putting indexes and keys back ...')
    await main.execute(`SET maintenance_work_mem = '1GB'`)
    for (const statement of restore) {
      say(`  ${statement.slice(0, 100)}`)
      await main.execute(statement)
    }
  }
  say('Looking over it (VACUUM ANALYZE) ...')
  await main.execute('VACUUM ANALYZE')
  say(`Done in ${minutes(began)} minutes.`)
}

/** Several connections, each taking the next calls until there are none. */
async function addCalls(given: Arguments, url: string, began: number): Promise<void> {
  let next = 1
  let done = 0
  const work = async () => {
    await using connection = await connect(url)
    for (const statement of preparations()) await connection.execute(statement)
    while (next <= given.calls) {
      const from = next
      next = Math.min(given.calls + 1, from + CALLS_AT_ONCE)
      const to = next
      await addChunk(connection, given, from, to)
      // Where nothing analyzes by itself, the trigger that recordings fire would read through all calls for ever.
      if (from === 1) await connection.execute('ANALYZE calls')
      done += to - from
      if (Math.floor(done / 50_000) > Math.floor((done - to + from) / 50_000)) {
        say(`  ${done} calls after ${minutes(began)} minutes`)
      }
    }
  }
  await Promise.all(Array.from({ length: given.connections }, work))
}

async function addChunk(connection: Connection, seeding: Seeding, from: number, to: number) {
  await connection.execute('BEGIN')
  for (const statement of callStatements(seeding, from, to)) await connection.execute(statement)
  await connection.execute(lineStatement(seeding))
  await connection.execute('COMMIT')
}

function minutes(began: number): string {
  return ((Date.now() - began) / 60_000).toFixed(1)
}
