import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, describe, expect, test } from 'vitest'
import type { FeedChange } from '#contracts/feed.ts'
import { createMemoryFeedLog, type FeedLog } from '#server/feed/feed-log.ts'
import { openRedisFeedLog } from '#server/feed/redis-feed-log.ts'
import { createLogger } from '#server/logger.ts'
import { createInbox } from '#tests/fixtures/inbox.ts'

const clock = { now: () => Date.parse('2026-11-21T12:00:00Z') }
const change = (recordingSid: string): FeedChange => ({
  kind: 'recordingDeleted',
  recordingSid,
  callId: 'c',
})

/** The rules of a feed log, whoever keeps it. */
function describeFeedLog(name: string, open: () => Promise<FeedLog>) {
  describe(`a feed log kept in ${name}`, () => {
    test('[FEED-6] numbers changes from 1 without gaps and tells listeners in that order', async () => {
      const log = await open()
      const heard = createInbox<{ seq: number }>()
      log.listen((wire) => heard.push(JSON.parse(wire) as { seq: number }))
      for (const sid of ['RE1', 'RE2', 'RE3']) log.publish(change(sid))
      for (const seq of [1, 2, 3])
        expect(await heard.next(() => true, 'a change')).toMatchObject({ seq })
      expect(log.seq()).toBe(3)
      await log.close()
    })

    test('[FEED-3] hands out what follows a number, and says so when it cannot', async () => {
      const log = await open()
      const heard = createInbox<unknown>()
      log.listen((wire) => heard.push(wire))
      log.publish(change('RE1'))
      log.publish(change('RE2'))
      await heard.next(() => true, 'one')
      await heard.next(() => true, 'two')
      expect(log.after(1)?.map((entry) => entry.change)).toEqual([change('RE2')])
      expect(log.after(2)).toEqual([])
      expect(log.after(9)).toBeNull()
      await log.close()
    })
  })
}

describeFeedLog('memory', () => Promise.resolve(createMemoryFeedLog(clock)))

test('[FEED-3] a log that has forgotten what was missed says so', () => {
  const log = createMemoryFeedLog(clock, 4)
  for (let i = 0; i < 20; i += 1) log.publish(change(`RE${i}`))
  expect(log.after(0)).toBeNull()
  expect(log.after(18)).toHaveLength(2)
})

test('[FEED-9] what happens while no console has been there for ten seconds is counted, not kept', () => {
  let nowMs = 0
  const log = createMemoryFeedLog({ now: () => nowMs })
  log.publish(change('RE1'))
  nowMs = 10_000
  log.publish(change('RE2'))
  expect(log.after(0)).toHaveLength(2)
  nowMs = 20_001
  log.publish(change('RE3'))
  expect(log.after(2)).toBeNull()
  expect(log.after(3)).toEqual([])
  // It has asked, so it is there, and misses nothing until it listens.
  log.publish(change('RE4'))
  expect(log.after(3)).toHaveLength(1)
  const leave = log.listen(() => undefined)
  nowMs = 60_000
  log.publish(change('RE5'))
  leave()
  expect(log.after(4)).toHaveLength(1)
})

const redisUrl = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379'
const redis = await reachRedis()
afterAll(() => redis?.disconnect())

if (redis) {
  const logger = createLogger('relay', 'silent')
  const newKeys = () => {
    const name = `switchboard-test:${randomUUID()}`
    return { stream: name, epoch: `${name}:epoch`, seq: `${name}:seq` }
  }
  const openWith = (keys: ReturnType<typeof newKeys>) =>
    openRedisFeedLog(redisUrl, clock, logger, keys)
  const used: string[] = []
  const tracked = () => {
    const keys = newKeys()
    used.push(...Object.values(keys))
    return keys
  }
  afterAll(() => redis.del(used))

  describeFeedLog('Redis', () => openWith(tracked()))

  test('[FEED-7] two relays share one numbering in Redis, and a restart goes on where it was', async () => {
    const keys = tracked()
    const [one, two] = [await openWith(keys), await openWith(keys)]
    const heard = createInbox<{ seq: number }>()
    two.listen((wire) => heard.push(JSON.parse(wire) as { seq: number }))
    one.publish(change('RE1'))
    await heard.next((entry) => entry.seq === 1, 'the other relay’s change')
    two.publish(change('RE2'))
    await heard.next((entry) => entry.seq === 2, 'its own change')
    await Promise.all([one.close(), two.close()])
    const restarted = await openWith(keys)
    expect(restarted.epoch).toBe(one.epoch)
    expect(restarted.after(1)?.map((entry) => entry.change)).toEqual([change('RE2')])
    await restarted.close()
  })
}

async function reachRedis(): Promise<Redis | null> {
  const client = new Redis(redisUrl, { lazyConnect: true, retryStrategy: null })
  client.on('error', () => undefined)
  return client.connect().then(
    () => client,
    () => null,
  )
}
