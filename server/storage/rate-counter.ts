import { RateLimiterPrisma, type RateLimiterMemory } from 'rate-limiter-flexible'
import type { Database } from './database.ts'

/**
 * Counts in the table `rate_limits`, which every process shares. Where the
 * database does not answer, `insurance` counts.
 */
export function countInPostgres(
  { client }: Database,
  insurance: RateLimiterMemory,
): RateLimiterPrisma {
  return new RateLimiterPrisma({
    storeClient: client,
    points: 1,
    duration: 60,
    insuranceLimiter: insurance,
  })
}
