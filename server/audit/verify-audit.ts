import type { AuditVerdict } from '#contracts/audit.ts'
import { chainWalk, followChain } from '#core/access/chain.ts'
import type { AuditStore } from '../storage/stores.ts'

/**
 * Follows the audit log's chain from its first entry, a page at a time, up to
 * what does not fit. `hasExpected`: an entry with the hash `expected`, kept from
 * an earlier verdict, was among those that fit; if not, the end was cut off.
 */
export async function verifyAudit(
  audit: Pick<AuditStore, 'readChain'>,
  expected?: string,
): Promise<AuditVerdict & { hasExpected: boolean }> {
  let walk = chainWalk
  let afterSeq: number | null = null
  let hasExpected = expected === undefined
  for (;;) {
    const links = await audit.readChain(afterSeq, PAGE)
    for (const { entry, computedHash } of links) {
      const followed = followChain(walk, entry, computedHash)
      if (!followed.fits) {
        const { why } = followed
        return { ...found(walk), whole: false, brokenAt: entry.seq, why, hasExpected }
      }
      walk = followed.walk
      afterSeq = entry.seq
      hasExpected ||= entry.hash === expected
    }
    if (links.length < PAGE) return { ...found(walk), hasExpected }
  }
}

const PAGE = 1_000

function found({ entries, lastHash }: typeof chainWalk): AuditVerdict {
  return {
    whole: true,
    entries,
    brokenAt: null,
    why: null,
    lastHash: entries === 0 ? null : lastHash,
  }
}
