import { createHash } from 'node:crypto'

/** Whose requests are counted together, and how many a minute there may be. */
export type Allowance = { policy: string; key: string; limit: number }

/**
 * What this process has learnt of keys and sessions: whose they are, or that they
 * are no good. It decides nothing but what a request is counted for; whether it
 * is let in is found out each time.
 */
export type CredentialMemory = {
  recall(credential: string): Allowance | 'bad' | null
  learn(credential: string, what: Allowance | 'bad'): void
}

/** Keeps the ten thousand of each kind that came last; a bad one is given another chance after a minute. */
export function createCredentialMemory(now: () => number): CredentialMemory {
  const good = new Map<string, Allowance>()
  const bad = new Map<string, number>()
  return {
    recall(credential) {
      const hash = hashOf(credential)
      const refusedAtMs = bad.get(hash)
      if (refusedAtMs !== undefined && now() - refusedAtMs < BAD_FOR_MS) return 'bad'
      return good.get(hash) ?? null
    },
    learn(credential, what) {
      const hash = hashOf(credential)
      good.delete(hash)
      bad.delete(hash)
      if (what === 'bad') keep(bad, hash, now())
      else keep(good, hash, what)
    },
  }
}

function keep<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  const [oldest] = kept.size >= KEPT_MAX ? kept.keys() : []
  if (oldest !== undefined) kept.delete(oldest)
  kept.set(key, value)
}

/** The secrets themselves need not lie about. */
function hashOf(credential: string): string {
  return createHash('sha256').update(credential).digest('base64')
}

const KEPT_MAX = 10_000
const BAD_FOR_MS = 60_000
