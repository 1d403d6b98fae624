import type { EndReason } from '#contracts/call.ts'

/**
 * Whether a call that ended so owes its caller a word, or somebody else to talk
 * to: it was not meant to end, there was only nobody left to carry it.
 */
export function owesFallback(reason: EndReason): boolean {
  return failures.has(reason)
}

const failures: ReadonlySet<EndReason> = new Set<EndReason>([
  'model-unreachable',
  'model-refused',
  'model-lost',
  'relay-lost',
])
