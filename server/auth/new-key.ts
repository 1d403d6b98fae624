import { createHash, randomBytes } from 'node:crypto'

/** A new key's text, `sb_<8 to tell it by>_<43 of 256 random bits>`, and what is kept of it. */
export function newKey(): { secret: string; prefix: string; hash: string } {
  const prefix = `sb_${randomBytes(6).toString('base64url').replaceAll(/[-_]/g, 'x')}`
  const secret = `${prefix}_${randomBytes(32).toString('base64url')}`
  return { secret, prefix, hash: hashOfKey(secret) }
}

/** 256 random bits need no salt and no slow hash. */
export function hashOfKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
