import type { Logger } from '../logger.ts'
import { pause } from './pause.ts'

/** Small tasks beside the calls that may need more than one try, such as asking the carrier to hang up. */
export type Tries = {
  /**
   * Runs `attempt` after each of `waitsMs` in turn until it answers true. A task
   * that throws counts as not done yet; one that never gets done is logged.
   */
  start(
    task: { what: string; callId: string },
    waitsMs: readonly number[],
    attempt: () => Promise<boolean>,
  ): void
  /** Waits for what is under way; nothing is begun again. */
  settled(): Promise<void>
}

export function createTries(logger: Logger): Tries {
  const running = new Set<Promise<void>>()
  const stopping = new AbortController()

  async function persist(
    task: { what: string; callId: string },
    waitsMs: readonly number[],
    attempt: () => Promise<boolean>,
  ): Promise<void> {
    for (const waitMs of waitsMs) {
      await pause(waitMs, stopping.signal)
      try {
        if (await attempt()) return
      } catch (error) {
        logger.warn({ ...task, err: error }, 'a task failed; trying again')
      }
      if (stopping.signal.aborted) return
    }
    logger.error(task, 'a task was given up')
  }

  return {
    start(task, waitsMs, attempt) {
      const run: Promise<void> = persist(task, waitsMs, attempt).finally(() => running.delete(run))
      running.add(run)
    },
    async settled() {
      stopping.abort()
      await Promise.all(running)
    },
  }
}
