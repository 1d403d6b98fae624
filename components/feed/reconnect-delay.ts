const FIRST_DELAY_MS = 500
const DELAY_MS_MAX = 15_000

/**
 * How long to wait in ms before connecting again, after `failures` attempts in
 * a row. Half of it is chance, so that a restarted relay is not met by every
 * console at the same moment. `chance` is from 0 to 1.
 */
export function reconnectDelayMs(failures: number, chance: number): number {
  const full = Math.min(DELAY_MS_MAX, FIRST_DELAY_MS * 2 ** failures)
  return Math.round(full / 2 + (full / 2) * chance)
}
