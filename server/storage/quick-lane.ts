import { PrismaPg } from '@prisma/adapter-pg'
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils'

/**
 * A few connections for questions that a caller waits for, kept open and without
 * the query engine, which would cost more than the answer.
 */
export type QuickLane = {
  /** The first column of the first row that `statement` answers with its one text parameter; null: no row. */
  ask(statement: string, parameter: string): Promise<string | null>
  close(): Promise<void>
}

/** Connects with the first question. A server that does not answer costs `answerMs` at most. */
export function openQuickLane(url: string, answerMs: number): QuickLane {
  const factory = new PrismaPg({
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
    // Never closed for being idle: the next caller would pay for opening it.
    idleTimeoutMillis: 0,
  })
  let adapter: Promise<SqlDriverAdapter> | null = null
  return {
    async ask(statement, parameter) {
      adapter ??= factory.connect()
      const answered = await (
        await adapter
      ).queryRaw({ sql: statement, args: [parameter], argTypes: [text] })
      const first = answered.rows[0]?.[0]
      return typeof first === 'string' ? first : null
    },
    async close() {
      const opened = await adapter
      await opened?.dispose()
    },
  }
}

const connectionsMax = 2
const text = { scalarType: 'string', arity: 'scalar' } as const
