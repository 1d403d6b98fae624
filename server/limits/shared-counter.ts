import { Redis } from 'ioredis'
import {
  RateLimiterMemory,
  RateLimiterRedis,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible'
import type { Config } from '../config.ts'
import type { Logger } from '../logger.ts'

/** Counts that all processes of the house share; each is forgotten after its time. */
export type SharedCounter = {
  /** Adds (or takes away) and answers the count, and how long it is kept; `seconds` counts from the first. */
  add(key: string, points: number, seconds: number): Promise<{ points: number; leftMs: number }>
  /** The count as it stands. */
  read(key: string): Promise<number>
  forget(key: string): Promise<void>
  close(): Promise<void>
}

type InPostgres = (insurance: RateLimiterMemory) => RateLimiterAbstract

/**
 * Opens them in Redis where REDIS_URL is set, else in Postgres. Where neither
 * answers this process counts alone, in its memory: a database that is down must
 * not shut the door, nor open it wide.
 */
export function openSharedCounter(
  { REDIS_URL }: Config,
  inPostgres: InPostgres,
  logger: Logger,
): SharedCounter {
  const insurance = new RateLimiterMemory({ points: 1, duration: 60 })
  if (REDIS_URL === undefined) return counterOver(inPostgres(insurance), async () => {})
  const redis = new Redis(REDIS_URL, { maxRetriesPerRequest: 1, enableOfflineQueue: false })
  redis.on('error', (error) => logger.warn({ err: error }, 'redis connection trouble'))
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: 'switchboard:rate',
    points: 1,
    duration: 60,
    rejectIfRedisNotReady: true,
    insuranceLimiter: insurance,
  })
  return counterOver(limiter, async () => redis.disconnect())
}

function counterOver(limiter: RateLimiterAbstract, close: () => Promise<void>): SharedCounter {
  return {
    async add(key, points, seconds) {
      const options = { customDuration: seconds }
      const counted =
        points > 0
          ? await limiter.penalty(key, points, options)
          : await limiter.reward(key, -points, options)
      return { points: counted.consumedPoints, leftMs: counted.msBeforeNext }
    },
    async read(key) {
      const counted = await limiter.get(key)
      return counted?.consumedPoints ?? 0
    },
    async forget(key) {
      await limiter.delete(key)
    },
    close,
  }
}
