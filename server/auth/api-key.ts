import { createHash, timingSafeEqual } from 'node:crypto'

/** The API key that a request brings, in `X-API-Key` or as a Bearer token; null: none. */
export function givenApiKey(headers: Headers): string | null {
  const own = headers.get('x-api-key')
  if (own !== null) return own
  const bearer = /^Bearer +(\S+) *$/i.exec(headers.get('authorization') ?? '')
  return bearer?.[1] ?? null
}

/** Compares two secrets in a time that tells nothing of where they differ, nor of their length. */
export function isSameSecret(given: string, kept: string): boolean {
  return timingSafeEqual(sha256(given), sha256(kept))
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
