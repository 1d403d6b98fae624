/**
 * Writes the Prisma client into prisma/generated. The CLI asks for a native
 * schema engine that this command never runs, so it is pointed at Node itself
 * and nothing is downloaded.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const prisma = fileURLToPath(new URL('../node_modules/prisma/build/index.js', import.meta.url))
const result = spawnSync(
  process.execPath,
  [prisma, 'generate', '--schema', 'prisma/schema.prisma', '--no-hints'],
  {
    cwd: new URL('..', import.meta.url),
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
  },
)
if (result.status !== 0) {
  process.stderr.write(`${result.stdout}${result.stderr}\n`)
  process.exitCode = 1
}
