import type pg from 'pg'

/** How a lane reaches its server: one that does not answer costs `answerMs` at most, each step. */
export function laneOptions(url: string, answerMs: number): pg.ClientConfig {
  return {
    connectionString: url,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
    keepAlive: true,
  }
}
