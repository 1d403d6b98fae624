/**
 * Prisma's own schema engine, in WebAssembly, run in this process: the CLI's
 * native engine is a download that closed networks refuse. The bookkeeping is
 * the same `_prisma_migrations` table, so `prisma migrate deploy` agrees.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg'

const schemaPath = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url))
const migrationsDir = fileURLToPath(new URL('../prisma/migrations', import.meta.url))
const filters = { externalTables: [], externalEnums: [] }

/** Brings the database at `connectionString` up to the newest migration; answers the names it applied. */
export async function applyMigrations(connectionString: string): Promise<string[]> {
  await using opened = await openEngine(connectionString)
  const { appliedMigrationNames } = await opened.engine.applyMigrations({
    migrationsList: readMigrations(),
    filters,
  })
  return appliedMigrationNames
}

/**
 * The SQL of the next migration: from `previousSchema` (the schema file as the
 * last migration left it; empty before the first) to prisma/schema.prisma.
 */
export async function diffToSchema(connectionString: string, previousSchema: string) {
  await using opened = await openEngine(connectionString)
  const { stdout } = await opened.engine.diff({
    from: previousSchema === '' ? { tag: 'empty' } : datamodel(previousSchema),
    to: datamodel(readFileSync(schemaPath, 'utf8')),
    script: true,
    exitCode: null,
    filters,
  })
  return stdout ?? ''
}

function datamodel(content: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path: schemaPath, content }] }
}

async function openEngine(connectionString: string) {
  await loadEngine()
  const adapters = new AdaptersThatClose({ connectionString })
  const engine = await engineModule.SchemaEngine.new(
    { datamodels: [[schemaPath, readFileSync(schemaPath, 'utf8')]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapters),
  )
  return {
    engine,
    async [Symbol.asyncDispose]() {
      engine.free()
      await adapters.close()
    },
  }
}

/** The engine frees itself but leaves its connections open; these are closed by whoever opened the engine. */
class AdaptersThatClose extends PrismaPg {
  readonly #opened: Awaited<ReturnType<PrismaPg['connect']>>[] = []

  override async connect() {
    const adapter = await super.connect()
    this.#opened.push(adapter)
    return adapter
  }

  async close(): Promise<void> {
    for (const adapter of this.#opened) await adapter.dispose()
  }
}

let loading: Promise<void> | undefined

function loadEngine(): Promise<void> {
  loading ??= instantiateEngine()
  return loading
}

async function instantiateEngine(): Promise<void> {
  const require = createRequire(import.meta.url)
  const script = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const wasm = readFileSync(script.replace(/[.]js$/, '.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, {
    './schema_engine_bg.js': engineModule as unknown as WebAssembly.ModuleImports,
  })
  const raw = engineModule as unknown as { __wbg_set_wasm(exports: WebAssembly.Exports): void }
  raw.__wbg_set_wasm(instance.exports)
  const exports = instance.exports as unknown as { __wbindgen_start(): void }
  exports.__wbindgen_start()
}

function readMigrations() {
  const names = readdirSync(migrationsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
  return {
    baseDir: migrationsDir,
    lockfile: {
      path: 'migration_lock.toml',
      content: readFileSync(join(migrationsDir, 'migration_lock.toml'), 'utf8'),
    },
    shadowDbInitScript: '',
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: readFileSync(join(migrationsDir, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  }
}
