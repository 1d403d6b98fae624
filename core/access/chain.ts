import type { ChainBreak } from '#contracts/audit.ts'

/** What the first entry of an audit log follows. */
export const chainStart = '0'.repeat(64)

/** An entry as it is stored, whatever it says: what was tampered with need not be valid. */
export type ChainEntry = {
  seq: number
  at: string
  actor: { kind: string; id: string | null; name: string }
  action: string
  subject: string | null
  address: string | null
  result: string
  detail: unknown
  requestId: string | null
  previousHash: string
}

/**
 * The text of which an entry's hash is the SHA-256 (hex): a JSON array in fixed
 * order, so that no two entries share one. `detail` by its keys in order.
 */
export function chainText(entry: ChainEntry): string {
  const { seq, at, actor, action, subject, address, result, requestId, previousHash } = entry
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
    inOrder(entry.detail),
    requestId,
    previousHash,
  ])
}

/** How far a chain has been followed. */
export type ChainWalk = { entries: number; lastSeq: number; lastHash: string }

/** Before the first entry. */
export const chainWalk: ChainWalk = { entries: 0, lastSeq: 0, lastHash: chainStart }

/**
 * Follows the chain by one entry, of which `computedHash` is the SHA-256 of its
 * {@link chainText}. Answers why it does not fit, or the walk with it.
 */
export function followChain(
  walk: ChainWalk,
  entry: ChainEntry & { hash: string },
  computedHash: string,
): { fits: true; walk: ChainWalk } | { fits: false; why: ChainBreak } {
  const why = misfit(walk, entry, computedHash)
  if (why !== null) return { fits: false, why }
  return {
    fits: true,
    walk: { entries: walk.entries + 1, lastSeq: entry.seq, lastHash: entry.hash },
  }
}

function misfit(
  { entries, lastSeq, lastHash }: ChainWalk,
  entry: ChainEntry & { hash: string },
  computedHash: string,
): ChainBreak | null {
  if (entry.seq <= lastSeq) return 'reordered'
  if (entry.seq > lastSeq + 1) return entries === 0 ? 'head-cut' : 'missing'
  if (entry.hash !== computedHash) return 'altered'
  return entry.previousHash === lastHash ? null : 'reordered'
}

function inOrder(detail: unknown): unknown {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return { detail }
  return Object.entries(detail).toSorted(([a], [b]) => (a < b ? -1 : 1))
}
