/**
 * Postgres without a server to install: PGlite (Postgres compiled to
 * WebAssembly) behind a loopback socket, so that every process uses the same
 * driver and the same SQL as with a server of its own.
 */
import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'

export type EmbeddedDatabase = { url: string; close: () => Promise<void> }

/** Opens the database kept in `dataDir` (absent: in memory) on `port` (0: any free one). */
export async function openEmbeddedDatabase(options: {
  dataDir?: string
  port?: number
}): Promise<EmbeddedDatabase> {
  if (options.dataDir !== undefined) mkdirSync(options.dataDir, { recursive: true })
  const db = await PGlite.create(options.dataDir ?? 'memory://')
  const server = new PGLiteSocketServer({
    db,
    host: '127.0.0.1',
    port: options.port ?? 0,
    maxConnections: 100,
  })
  await server.start()
  return {
    url: `postgres://postgres@${server.getServerConn()}/postgres`,
    async close() {
      await server.stop()
      await db.close()
    },
  }
}
