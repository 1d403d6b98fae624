import { createHash, randomBytes } from 'node:crypto'

/** Twilio's kinds of resource, by the two letters their ids begin with. */
export type SidKind = 'CA' | 'RE' | 'MZ' | 'PN' | 'NO'

/** A fresh id: two letters and 32 hexadecimal digits. */
export function newSid(kind: SidKind): string {
  return kind + randomBytes(16).toString('hex')
}

/** An id that stays the same over restarts for the same `seed`, as a phone number's must. */
export function stableSid(kind: SidKind, seed: string): string {
  return kind + createHash('sha256').update(seed).digest('hex').slice(0, 32)
}
