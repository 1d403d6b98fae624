import type { Logger } from '../logger.ts'

/** Logs a trouble that comes again and again. */
export type Complain = (level: 'warn' | 'error', what: string, fields?: object) => void

const everyMs = 60_000

/** Says each trouble at once, and then no more than once a minute, with how often it came since. */
export function createComplain(logger: Logger, nowMs = () => performance.now()): Complain {
  const said = new Map<string, { atMs: number; unsaid: number }>()
  return (level, what, fields = {}) => {
    const before = said.get(what)
    if (before && nowMs() - before.atMs < everyMs) {
      before.unsaid += 1
      return
    }
    said.set(what, { atMs: nowMs(), unsaid: 0 })
    logger[level]({ ...fields, ...(before && { again: before.unsaid }) }, what)
  }
}
