import type { Logger } from '../logger.ts'

/** How long to wait before each further try, ms. A call that cannot be ended runs into its time limit. */
const retryMs = [500, 2_000, 5_000, 15_000]

/**
 * Hangs up at the carrier without making anybody wait: `endCall` answers true
 * when the call is over (or was over already), and is tried again otherwise.
 */
export function createHangUp(
  endCall: (callSid: string) => Promise<boolean>,
  logger: Logger,
): { hangUp: (callSid: string) => void; settled: () => Promise<void> } {
  const running = new Set<Promise<void>>()
  async function persist(callSid: string): Promise<void> {
    for (const waitMs of [0, ...retryMs]) {
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
      try {
        if (await endCall(callSid)) return
      } catch (error) {
        logger.warn({ callSid, err: error }, 'the carrier could not be asked to hang up')
      }
    }
    logger.error({ callSid }, 'the carrier did not hang up')
  }
  return {
    hangUp(callSid) {
      const task: Promise<void> = persist(callSid).finally(() => running.delete(task))
      running.add(task)
    },
    async settled() {
      await Promise.all(running)
    },
  }
}
