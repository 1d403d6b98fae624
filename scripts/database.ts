import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openEmbeddedDatabase } from './embedded-database.ts'
import type { Environment, Places } from './environment.ts'
import { applyMigrations } from './migrations.ts'
import type { Progress } from './progress.ts'
import { StartProblem } from './start-problem.ts'

/**
 * Opens the embedded database on `port`, unless `DATABASE_URL` names another,
 * and brings whichever it is up to the newest migration. Disposing closes what
 * was opened.
 */
export async function prepareDatabase(options: {
  given: Environment
  places: Places
  port: number
  progress: Progress
}): Promise<AsyncDisposable> {
  const { given, progress } = options
  await using stack = new AsyncDisposableStack()
  if (given.DATABASE_URL === undefined) {
    const dataDir = join(options.places.dataDir, 'postgres')
    const doing = existsSync(dataDir)
      ? 'Opening the database'
      : 'Making the database (about five seconds, only once)'
    const database = await progress.step(doing, 'Database open', () =>
      openDatabase(dataDir, options.port),
    )
    stack.defer(() => database.close())
    await migrate(database.url, progress)
  } else {
    await migrate(given.DATABASE_URL, progress)
  }
  return stack.move()
}

/** Where {@link prepareDatabase} makes the embedded database answer. */
export function embeddedDatabaseUrl(port: number): string {
  return `postgres://postgres@127.0.0.1:${port}/postgres`
}

async function openDatabase(dataDir: string, port: number) {
  try {
    return await openEmbeddedDatabase({ dataDir, port })
  } catch (error) {
    throw new StartProblem(
      `The database in ${dataDir} could not be opened: ${messageOf(error)}\n` +
        '  Restore that folder from a backup, or move it away to begin with an empty one.',
    )
  }
}

async function migrate(url: string, progress: Progress): Promise<void> {
  try {
    const applied = await applyMigrations(url)
    for (const name of applied) progress.line(`    migrated to ${name}`)
  } catch (error) {
    throw new StartProblem(`The database could not be migrated: ${messageOf(error)}`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
