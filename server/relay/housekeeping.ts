import type { Logger } from '../logger.ts'
import { pause } from './pause.ts'

const everyMs = 60_000

/**
 * Runs each task now and then once a minute, one after the other, until
 * `signal` aborts: callbacks get lost, so what we believe is compared with what
 * is. A task that fails is tried again with the next round.
 */
export async function keepHouse(
  tasks: readonly (() => Promise<unknown>)[],
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    for (const task of tasks) {
      await task().catch((error: unknown) => logger.warn({ err: error }, 'housekeeping failed'))
    }
    await pause(everyMs, signal)
  }
}
