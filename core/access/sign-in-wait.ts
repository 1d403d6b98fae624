/**
 * How long nobody may try once `tries` were wrong, in seconds: nothing for the
 * free ones, then 15 seconds, doubled with each, and never more than a quarter of
 * an hour, so that nobody is locked out for ever.
 */
export function signInWaitSeconds(tries: number, free: number): number {
  if (tries < free) return 0
  return Math.min(WAIT_SECONDS_MAX, WAIT_SECONDS * 2 ** Math.min(tries - free, 10))
}

const WAIT_SECONDS = 15
const WAIT_SECONDS_MAX = 900
