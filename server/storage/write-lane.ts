import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils'

/**
 * A connection of its own for the writes of live calls, without the query
 * engine, which costs the thread that carries audio thirty times as much.
 */
export type WriteLane = {
  /**
   * Runs `statement` with one text parameter, after whatever was given before.
   * When it rejects, its connection is closed: a statement that is still on its
   * way is undone, or ends before a repetition touches the same rows.
   */
  run(statement: string, parameter: string): Promise<void>
  close(): Promise<void>
}

/** Opens the lane with its first statement. A server that does not answer costs `answerMs` at most, each step. */
export function openWriteLane(url: string, answerMs: number): WriteLane {
  const factory = new PrismaPg({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    idleTimeoutMillis: 30_000,
  })
  let adapter: SqlDriverAdapter | null = null
  let last: Promise<void> = Promise.resolve()

  async function runNow(statement: string, parameter: string): Promise<void> {
    adapter ??= await factory.connect()
    // The transaction is a fence: what a dead connection left half done never becomes visible.
    const transaction = await adapter.startTransaction()
    try {
      await transaction.executeRaw({ sql: statement, args: [parameter], argTypes: [text] })
      await transaction.executeRaw(commit)
    } catch (error) {
      const broken = adapter
      adapter = null
      // A pool that is ending destroys the connection that comes back to it, whatever hangs in it.
      void broken.dispose().catch(() => undefined)
      await transaction.rollback()
      throw error
    }
    await transaction.commit()
  }

  return {
    run(statement, parameter) {
      const run = last.then(() => runNow(statement, parameter))
      last = run.catch(() => undefined)
      return run
    },
    async close() {
      await last
      const idle = adapter
      adapter = null
      await idle?.dispose()
    },
  }
}

const text = { scalarType: 'string', arity: 'scalar' } as const
const commit: SqlQuery = { sql: 'COMMIT', args: [], argTypes: [] }
