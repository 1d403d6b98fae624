/** How long a relay counts as alive after its last sign of life. */
export const LEASE_MS = 12_000

/** Whether a relay's last sign of life is young enough at `nowMs`. */
export function isAlive(relay: { renewedAt: Date }, nowMs: number): boolean {
  return nowMs - relay.renewedAt.getTime() < LEASE_MS
}
