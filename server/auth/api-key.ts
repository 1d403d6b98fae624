import { createHash, timingSafeEqual } from 'node:crypto'

/** What a request brings as its API key. */
export type GivenKey =
  | { kind: 'none' }
  | { kind: 'one'; text: string }
  | { kind: 'two' }
  | { kind: 'inAddress' }

/**
 * What a request brings as its key. `two`: X-API-Key and a Bearer token that
 * differ. `inAddress`: one stands in the query string, where logs, histories and
 * proxies keep it.
 */
export function readGivenKey({ url, headers }: Request): GivenKey {
  const names = [...new URL(url).searchParams.keys()]
  if (names.some((name) => keyNames.has(name.toLowerCase().replaceAll(/[-_]/g, '')))) {
    return { kind: 'inAddress' }
  }
  const text = givenApiKey(headers)
  if (text === null) return { kind: 'none' }
  const bearer = bearerOf(headers.get('authorization'))
  return bearer !== null && !isSameSecret(text, bearer) ? { kind: 'two' } : { kind: 'one', text }
}

/** The API key in `X-API-Key`, or else in a Bearer token; null: none. */
export function givenApiKey(headers: Headers): string | null {
  return headers.get('x-api-key') ?? bearerOf(headers.get('authorization'))
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
