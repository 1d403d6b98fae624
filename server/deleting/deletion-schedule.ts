/**
 * When to try again after `attempts` failures. It is never given up: what was
 * asked to be gone is asked for until it is, in the end every eight hours.
 */
export function nextTryAt(attempts: number, now: Date): Date {
  const delayMs = delaysMs[Math.min(attempts, delaysMs.length) - 1] ?? 0
  return new Date(now.getTime() + delayMs)
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const delaysMs = [
  2 * SECOND,
  10 * SECOND,
  30 * SECOND,
  1 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  1 * HOUR,
  4 * HOUR,
  8 * HOUR,
]
