import type { ApiKey } from '#contracts/api-key.ts'

const DAY_MS = 24 * 60 * 60_000

/** A key that ends within this time is worth a look. */
const SOON_MS = 14 * DAY_MS

/** Whether a key opens anything: `ending` does, but not for long. */
export type KeyState = 'valid' | 'ending' | 'expired' | 'revoked'

/** How a key stands at `nowMs`. */
export function keyState(key: Pick<ApiKey, 'expiresAt' | 'revokedAt'>, nowMs: number): KeyState {
  if (key.revokedAt !== null) return 'revoked'
  if (key.expiresAt === null) return 'valid'
  const leftMs = Date.parse(key.expiresAt) - nowMs
  if (leftMs <= 0) return 'expired'
  return leftMs < SOON_MS ? 'ending' : 'valid'
}

/** Whether a key can be used at `nowMs`. */
export function isInUse(key: Pick<ApiKey, 'expiresAt' | 'revokedAt'>, nowMs: number): boolean {
  const state = keyState(key, nowMs)
  return state === 'valid' || state === 'ending'
}

/** When a key ends, as seen from `nowMs`: `in 12 days`, `in 3 hours`, `never`. */
export function endsIn(expiresAt: string | null, nowMs: number): string {
  if (expiresAt === null) return 'never'
  const leftMs = Date.parse(expiresAt) - nowMs
  if (leftMs <= 0) return 'already'
  if (leftMs < DAY_MS) return `in ${count(Math.max(1, Math.round(leftMs / 3_600_000)), 'hour')}`
  return `in ${count(Math.round(leftMs / DAY_MS), 'day')}`
}

function count(value: number, unit: string): string {
  return `${value} ${unit}${value === 1 ? '' : 's'}`
}
