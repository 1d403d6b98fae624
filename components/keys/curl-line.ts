import type { Scope } from '#contracts/scope.ts'
import { may } from '#core/access/may.ts'

/**
 * A line to try a key with, which changes nothing: the first address that its
 * scopes allow to read. `origin` is where the console is open.
 */
export function curlLine(origin: string, secret: string, scopes: readonly Scope[]): string {
  const path = may(scopes, 'calls:read')
    ? '/api/calls?limit=5'
    : may(scopes, 'recordings:read')
      ? '/api/recordings?limit=5'
      : '/api/system'
  return `curl -H 'X-API-Key: ${secret}' '${origin}${path}'`
}
