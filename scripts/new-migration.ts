/**
 * `npm run migrate:new -- add_tools`: writes the next migration, from the
 * schema as it was last committed to prisma/schema.prisma as it now is. Read
 * the SQL before you commit both together.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEmbeddedDatabase } from './embedded-database.ts'
import { diffToSchema } from './migrations.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const [name] = process.argv.slice(2)

if (name === undefined || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Name the migration in small letters: npm run migrate:new -- add_tools')
  process.exit(2)
}

const committed = execFileSync('git', ['show', 'HEAD:prisma/schema.prisma'], {
  cwd: root,
  encoding: 'utf8',
})
const database = await openEmbeddedDatabase({})
const sql = await diffToSchema(database.url, committed)
await database.close()

if (sql.trim() === '' || sql.includes('This is an empty migration')) {
  console.log('The schema has not changed since the last commit.')
} else {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const folder = join(root, 'prisma', 'migrations', `${stamp}_${name}`)
  if (existsSync(folder)) throw new Error(`${folder} exists already`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'migration.sql'), sql)
  console.log(`prisma/migrations/${stamp}_${name}/migration.sql\n\n${sql}`)
}
