/**
 * `npm run audit:verify`: follows the audit log's chain of hashes from its first
 * entry. Uses `DATABASE_URL`, else the embedded database, which must not be in
 * use by `npm start`. With `--expect-last <hash>`, kept from an earlier run, it
 * also notices an end that was cut off. Exit code 0: whole; 1: broken, with the
 * entry; 2: it cannot be read.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { verifyAudit } from '#server/audit/verify-audit.ts'
import { createAuditStore } from '#server/storage/audit.ts'
import { openDatabase } from '#server/storage/database.ts'
import { claimDataFolder } from './data-folder.ts'
import { openEmbeddedDatabase } from './embedded-database.ts'
import { readEnvironment, readPlaces } from './environment.ts'
import { StartProblem } from './start-problem.ts'

const BROKEN = 1
const UNREADABLE = 2
const root = fileURLToPath(new URL('..', import.meta.url))

try {
  const { values } = parseArgs({ options: { 'expect-last': { type: 'string' } } })
  await using stack = new AsyncDisposableStack()
  const database = stack.use(openDatabase(await findDatabase(stack)))
  const verdict = await verifyAudit(createAuditStore(database), expected(values['expect-last']))
  process.exitCode = report(verdict)
} catch (error) {
  process.exitCode = UNREADABLE
  const message = error instanceof Error ? error.message.trim() : String(error)
  process.stderr.write(`The audit log cannot be read: ${message}\n`)
}

/** Where the log is; what is opened for it closes with `stack`. */
async function findDatabase(stack: AsyncDisposableStack): Promise<string> {
  const given = readEnvironment(root, process.env)
  if (given.DATABASE_URL !== undefined) return given.DATABASE_URL
  const { dataDir } = readPlaces(root, given)
  const folder = join(dataDir, 'postgres')
  if (!existsSync(folder)) throw new StartProblem(`there is no database in ${folder}.`)
  stack.use(claimDataFolder(dataDir, 'npm run audit:verify'))
  const { url, close } = await openEmbeddedDatabase({ dataDir: folder })
  stack.defer(close)
  return url
}

function expected(hash: string | undefined): string | undefined {
  if (hash === undefined || /^[0-9a-f]{64}$/.test(hash)) return hash
  throw new StartProblem('--expect-last takes a hash as this command prints it.')
}

function report(verdict: Awaited<ReturnType<typeof verifyAudit>>): number {
  const { whole, entries, brokenAt, why, lastHash, hasExpected } = verdict
  if (!whole) {
    process.stdout.write(`Broken at entry ${brokenAt} (${why}); ${entries} before it fit.\n`)
    return BROKEN
  }
  if (!hasExpected) {
    process.stdout.write(
      `The end was cut off, or the log begun anew: none of ${entries} entries has that hash.\n`,
    )
    return BROKEN
  }
  process.stdout.write(`Whole: ${entries} entries. Last hash: ${lastHash ?? 'none'}\n`)
  return 0
}
