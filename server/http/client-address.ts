import type { Config } from '../config.ts'

/**
 * Where a request came from. `X-Forwarded-For` is believed as far as proxies of
 * ours stand before the app (TRUSTED_PROXIES, counted from the right); further
 * left anybody can write anything. Null: unknown.
 */
export function clientAddress(request: Pick<Request, 'headers'>, config: Config): string | null {
  const hops = (request.headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
  return hops.at(-Math.max(1, config.TRUSTED_PROXIES)) ?? hops[0] ?? null
}
