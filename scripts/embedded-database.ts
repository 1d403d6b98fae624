/**
 * Postgres without a server to install: PGlite (Postgres compiled to
 * WebAssembly) behind a loopback socket, so that every process uses the same
 * driver and the same SQL as with a server of its own.
 */
import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { serveDatabase } from './database-socket.ts'

export type EmbeddedDatabase = { url: string; close: () => Promise<void> }

/**
 * Opens the database kept in `dataDir` (absent: in memory) on `port` (0: any
 * free one). A new database begins as a copy of `dump`, where one is given
 * (PGlite's `dumpDataDir`); making one from nothing takes seconds.
 */
export async function openEmbeddedDatabase(options: {
  dataDir?: string
  port?: number
  dump?: Blob
}): Promise<EmbeddedDatabase & { db: PGlite }> {
  if (options.dataDir !== undefined) mkdirSync(options.dataDir, { recursive: true })
  const db = await PGlite.create({
    dataDir: options.dataDir ?? 'memory://',
    ...(options.dump && { loadDataDir: options.dump }),
  })
  const socket = await serveDatabase(db, options.port ?? 0)
  return {
    url: `postgres://postgres@127.0.0.1:${socket.port}/postgres`,
    db,
    async close() {
      await socket.close()
      await db.close()
    },
  }
}
