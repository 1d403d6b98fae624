import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { z } from 'zod'
import { feedChangeSchema, type FeedChange } from '#contracts/feed.ts'
import type { Clock } from '../clock.ts'
import type { Logger } from '../logger.ts'
import { feedKeep, type FeedLog } from './feed-log.ts'
import { createRing, type FeedEntry } from './ring.ts'

/**
 * A log that several relays share, and that outlives them: a Redis stream whose
 * entry ids are the sequence numbers. Every relay hears every change, its own
 * included, in the one order that Redis gave them.
 */
export async function openRedisFeedLog(
  url: string,
  clock: Clock,
  logger: Logger,
  keys = {
    stream: 'switchboard:feed',
    epoch: 'switchboard:feed:epoch',
    seq: 'switchboard:feed:seq',
  },
): Promise<FeedLog> {
  const writer = new Redis(url, { maxRetriesPerRequest: null })
  const reader = writer.duplicate()
  for (const client of [writer, reader]) {
    client.on('error', (error) => logger.warn({ err: error }, 'redis connection trouble'))
  }
  await writer.set(keys.epoch, randomUUID(), 'NX')
  const epoch = (await writer.get(keys.epoch)) ?? ''
  const newest = await writer.xrevrange(keys.stream, '+', '-', 'COUNT', feedKeep)
  const known = newest
    .map(readEntry)
    .filter((entry) => entry !== null)
    .toReversed()
  const ring = createRing(
    feedKeep,
    (known[0]?.seq ?? (Number(await writer.get(keys.seq)) || 0) + 1) - 1,
  )
  for (const entry of known) ring.push(entry)

  let closing = false
  const reading = follow()

  async function follow(): Promise<void> {
    while (!closing) {
      const read = await reader
        .xread('COUNT', 500, 'BLOCK', blockMs, 'STREAMS', keys.stream, `${ring.seq()}-0`)
        .catch((error: unknown) => {
          if (!closing) logger.warn({ err: error }, 'the shared feed could not be read')
          return null
        })
      for (const [, entries] of read ?? []) {
        for (const entry of entries.map(readEntry)) if (entry !== null) ring.push(entry)
      }
    }
  }

  return {
    epoch,
    seq: ring.seq,
    after: ring.after,
    listen: ring.listen,
    publish(change: FeedChange) {
      const body = JSON.stringify({ at: new Date(clock.now()).toISOString(), change })
      writer
        .eval(append, 2, keys.seq, keys.stream, body, feedKeep)
        .catch((error: unknown) => logger.warn({ err: error }, 'a change could not be shared'))
    },
    async close() {
      closing = true
      reader.disconnect()
      await reading
      writer.disconnect()
    },
  }
}

const blockMs = 5_000

/** Numbering and appending are one act, so that ids in the stream never go backwards. */
const append = `
local seq = redis.call('INCR', KEYS[1])
redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], seq .. '-0', 'body', ARGV[1])
return seq`

const bodySchema = z.object({ at: z.iso.datetime(), change: feedChangeSchema })

/** An entry that another version wrote and that we cannot read is skipped. */
function readEntry([id, fields]: [string, string[]]): FeedEntry | null {
  const parsed = bodySchema.safeParse(JSON.parse(fields[1] ?? 'null'))
  return parsed.success ? { type: 'change', seq: Number(id.split('-')[0]), ...parsed.data } : null
}
