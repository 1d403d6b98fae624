import pg from 'pg'
import { laneOptions } from './lane-options.ts'

/**
 * A connection of its own for the writes of live calls, without Prisma: its query
 * engine costs the thread that carries audio thirty times as much, and its driver adapter
 * holds on to the parameters of the last hundred statements, which are callers' words.
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

/** Connects with its first statement. A server that does not answer costs `answerMs` at most, each step. */
export function openWriteLane(url: string, answerMs: number): WriteLane {
  let client: pg.Client | null = null
  let last: Promise<void> = Promise.resolve()

  async function connect(): Promise<pg.Client> {
    const opened = new pg.Client(laneOptions(url, answerMs))
    // Lost while nobody used it: the next statement gets another.
    opened.on('error', () => {
      if (client === opened) client = null
    })
    await opened.connect()
    return opened
  }

  async function runNow(statement: string, parameter: string): Promise<void> {
    const used = (client ??= await connect())
    try {
      // The transaction is a fence: what a dead connection left half done never becomes visible.
      await used.query('BEGIN')
      await used.query(statement, [parameter])
      await used.query('COMMIT')
    } catch (error) {
      client = null
      // Whatever hangs in it, its socket is closed at once.
      void used.end().catch(() => undefined)
      throw error
    }
  }

  return {
    run(statement, parameter) {
      const run = last.then(() => runNow(statement, parameter))
      last = run.catch(() => undefined)
      return run
    },
    async close() {
      await last
      const idle = client
      client = null
      await idle?.end()
    },
  }
}
