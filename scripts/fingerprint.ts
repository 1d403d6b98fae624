import { createHash, type Hash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the console is built from. */
const sources = [
  'app',
  'components',
  'contracts',
  'core',
  'server',
  'public',
  'prisma/schema.prisma',
  'next.config.ts',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'postcss.config.mjs',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]

/** A process of its own, which runs from its source. */
const notBuilt = join('server', 'relay')

/**
 * A digest of everything that goes into the build under `root`, names and
 * bytes. No address is part of it: the app reads those when it runs (proxy.ts).
 */
export function fingerprintSources(root: string): string {
  const hash = createHash('sha256').update(process.version)
  for (const source of sources) addPath(hash, root, source)
  return hash.digest('hex')
}

function addPath(hash: Hash, root: string, path: string): void {
  const absolute = join(root, path)
  if (!existsSync(absolute)) return
  if (!statSync(absolute).isDirectory()) {
    hash.update(`\0${path}\0`).update(readFileSync(absolute))
    return
  }
  for (const name of readdirSync(absolute).toSorted()) {
    const inside = join(path, name)
    if (!/[.]test[.]tsx?$/.test(name) && inside !== notBuilt) addPath(hash, root, inside)
  }
}
