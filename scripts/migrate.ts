/**
 * `npm run migrate`: brings the database up to the newest migration and says
 * which were applied. Uses `DATABASE_URL`, else the embedded database, which
 * must not be in use by `npm start`.
 */
import { fileURLToPath } from 'node:url'
import { claimDataFolder } from './data-folder.ts'
import { prepareDatabase } from './database.ts'
import { readEnvironment, readPlaces } from './environment.ts'
import { findFreePort } from './ports.ts'
import { createProgress } from './progress.ts'
import { StartProblem } from './start-problem.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const progress = createProgress((text) => process.stdout.write(text))

try {
  const given = readEnvironment(root, process.env)
  const places = readPlaces(root, given)
  await using stack = new AsyncDisposableStack()
  if (given.DATABASE_URL === undefined)
    stack.use(claimDataFolder(places.dataDir, 'npm run migrate'))
  const database = await prepareDatabase({
    given,
    places,
    port: await findFreePort(),
    progress,
  })
  stack.use(database)
  progress.line('  The database is up to date.')
} catch (error) {
  if (!(error instanceof StartProblem)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
}
