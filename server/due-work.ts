import { createBell } from './bell.ts'
import type { Clock } from './clock.ts'
import type { Logger } from './logger.ts'

/** Work of which each piece says when it is due, kept where every process sees it. */
export type DueWork = {
  /** Puts in order what an earlier process left; done once, before the first round. */
  sweep(): Promise<unknown>
  /** Does all that is due. */
  doDue(): Promise<unknown>
  /** When the next piece is due, or long was; null: none waits. */
  nextDueAt(): Promise<Date | null>
  /** Slept at the most: clocks get set, and timers cannot count further than 24 days. */
  sleepMsMax: number
  /** What the log says when it fails. */
  trouble: string
}

/** Does due work by itself until its signal aborts. */
export type DueWorker = {
  /** Says that a piece may be waiting. */
  wake(): void
  /** Resolves once it has stopped, after the signal aborted. Never rejects. */
  settled: Promise<void>
}

/** When the database or the disk fails: try again after this. */
const AFTER_TROUBLE_MS = 5_000

/**
 * Does what is due until `signal` aborts, and sleeps in between until the next
 * piece is due or somebody wakes it.
 */
export function startDueWork(
  work: DueWork,
  { clock, logger }: { clock: Clock; logger: Logger },
  signal: AbortSignal,
): DueWorker {
  const bell = createBell(signal)

  async function run(): Promise<void> {
    let hasSwept = false
    while (!signal.aborted) {
      try {
        if (!hasSwept) await work.sweep()
        hasSwept = true
        await work.doDue()
        await bell.wait(await msToNext())
      } catch (error) {
        if (signal.aborted) return
        logger.error({ err: error }, work.trouble)
        await bell.wait(AFTER_TROUBLE_MS)
      }
    }
  }

  async function msToNext(): Promise<number> {
    const next = await work.nextDueAt()
    if (next === null) return work.sleepMsMax
    return Math.min(work.sleepMsMax, Math.max(0, next.getTime() - clock.now()))
  }

  return { wake: bell.ring, settled: run() }
}
