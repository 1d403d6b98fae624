import { createHash, randomBytes } from 'node:crypto'

/** A new key's text, `sb_<8 to tell it by>_<43 of 256 random bits>`, and what is kept of it. */
export function newKey(): { secret: string; prefix: string; hash: string } {
  const prefix = `sb_${randomBytes(6).toString('base64url').replaceAll(/[-_]/g, 'x')}`
  const secret = `${prefix}_${randomBytes(32).toString('base64url')}`
  return { secret, prefix, hash: hashOfKey(secret) }
}

/** Whether a text looks like a key of ours at all; what does not need not be looked for. */
export function isKeyShaped(text: string): boolean {
  return /^sb_[A-Za-z0-9]{8}_[\w-]{43}$/.test(text)
}

/** 256 random bits need no salt and no slow hash. */
export function hashOfKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
