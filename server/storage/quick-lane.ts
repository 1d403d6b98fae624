import pg from 'pg'
import { laneOptions } from './lane-options.ts'

/**
 * A few connections for questions that a caller waits for, kept open and without
 * Prisma, which would cost more than the answer.
 */
export type QuickLane = {
  /** The first column of the first row that `statement` answers with its one text parameter; null: no row. */
  ask(statement: string, parameter: string): Promise<string | null>
  /** So many questions are asked at once, each on a connection of its own. */
  readonly connectionsMax: number
  close(): Promise<void>
}

/** Connects with the first question. A server that does not answer costs `answerMs` at most. */
export function openQuickLane(url: string, answerMs: number): QuickLane {
  const pool = new pg.Pool({
    ...laneOptions(url, answerMs),
    max: connectionsMax,
    // Never closed for being idle: the next caller would pay for opening it.
    idleTimeoutMillis: 0,
  })
  // The server has closed an idle one: whoever asks next gets another.
  pool.on('error', () => undefined)
  return {
    async ask(statement, parameter) {
      const { rows } = await pool.query<unknown[]>({
        text: statement,
        values: [parameter],
        rowMode: 'array',
      })
      const first = rows[0]?.[0]
      return typeof first === 'string' ? first : null
    },
    connectionsMax,
    close: () => pool.end(),
  }
}

const connectionsMax = 2
