import { createHash, timingSafeEqual } from 'node:crypto'

/** What a request brings as its API key. */
export type GivenKey =
  { kind: 'none' } | { kind: 'one'; text: string } | { kind: 'two' } | { kind: 'inAddress' }

/**
 * The API key of a request, in `X-API-Key` or as a Bearer token. `two`: both, and
 * they differ. `inAddress`: one stands in the query string, where logs, histories
 * and proxies keep it.
 */
export function givenApiKey(request: Request): GivenKey {
  const names = [...new URL(request.url).searchParams.keys()]
  if (names.some((name) => keyNames.has(name.toLowerCase().replaceAll(/[-_]/g, '')))) {
    return { kind: 'inAddress' }
  }
  const own = request.headers.get('x-api-key')
  const bearer = bearerOf(request.headers.get('authorization'))
  if (own === null && bearer === null) return { kind: 'none' }
  if (own !== null && bearer !== null && !isSameSecret(own, bearer)) return { kind: 'two' }
  return { kind: 'one', text: own ?? bearer ?? '' }
}

/** Compares two secrets in a time that tells nothing of where they differ, nor of their length. */
export function isSameSecret(given: string, kept: string): boolean {
  return timingSafeEqual(sha256(given), sha256(kept))
}

const keyNames = new Set(['apikey', 'xapikey', 'key', 'token', 'accesstoken', 'authorization'])

/** Whatever follows `Bearer`, also what is no token; null: another scheme, or none. */
function bearerOf(authorization: string | null): string | null {
  const bearer = /^Bearer(?: +(.*))?$/is.exec(authorization?.trim() ?? '')
  return bearer === null ? null : (bearer[1] ?? '')
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
