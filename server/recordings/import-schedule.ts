/**
 * When to try again after `attempts` failures; null: give up. A recording's
 * media may come a little after the callback that announces it (Twilio's docs,
 * "Recordings"), hence the quick first tries; the long tail rides out an outage
 * of about a day.
 */
export function nextAttemptAt(attempts: number, now: Date): Date | null {
  const delayMs = delaysMs[attempts - 1]
  return delayMs === undefined ? null : new Date(now.getTime() + delayMs)
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const delaysMs = [
  1 * SECOND,
  2 * SECOND,
  5 * SECOND,
  15 * SECOND,
  1 * MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  1 * HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  8 * HOUR,
]
