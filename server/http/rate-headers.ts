import type { Rate } from './rate-limit.ts'

/**
 * Tells whoever asks how it stands with the limits, as structured fields:
 * draft-ietf-httpapi-ratelimit-headers-09 (`q` a quota in `w` seconds; `r` left
 * of it for the next `t`).
 */
export function setRateHeaders(headers: Headers, { standings }: Rate): void {
  if (standings.length === 0) return
  const policies = standings.map(({ policy, standing }) => `"${policy}";q=${standing.limit};w=60`)
  const states = standings.map(
    ({ policy, standing }) => `"${policy}";r=${standing.remaining};t=${standing.resetSeconds}`,
  )
  headers.set('ratelimit-policy', policies.join(', '))
  headers.set('ratelimit', states.join(', '))
}
