import type { Act } from '#contracts/audit.ts'

/** What the first entry of an audit log follows. */
export const chainStart = '0'.repeat(64)

/**
 * The text of which an entry's hash is the SHA-256 (hex): a JSON array in fixed
 * order, so that no two entries share one. `detail` by its keys in order.
 */
export function chainText(entry: Act & { seq: number; at: string; previousHash: string }): string {
  const { seq, at, actor, action, subject, address, result, detail, requestId, previousHash } =
    entry
  const details = Object.entries(detail).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([
    seq,
    at,
    actor.kind,
    actor.id,
    actor.name,
    action,
    subject,
    address,
    result,
    details,
    requestId,
    previousHash,
  ])
}
