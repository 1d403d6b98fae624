import { afterAll, afterEach, describe, expect, test } from 'vitest'
import type { Call } from '#contracts/call.ts'
import type { FeedChange } from '#contracts/feed.ts'
import { reconcileCalls } from '#server/calls/reconcile-calls.ts'
import { createLogger } from '#server/logger.ts'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { createCarrier } from '#server/twilio/rest.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import { scriptedHttp, type Script } from '#tests/fixtures/scripted-http.ts'

const opened = await testDatabase()
const database = openDatabase(opened.url)
const stores = createStores(database)

afterEach(() => database.client.call.deleteMany())
afterAll(async () => {
  await database.close()
  await opened[Symbol.asyncDispose]()
})

/** What is known of `call` after the carrier was asked, and what was published. */
async function reconcile(script: Script, { minutesLater = 0 } = {}) {
  const peer = await scriptedHttp(script)
  const published: FeedChange[] = []
  const ended = await reconcileCalls({
    stores,
    carrier: createCarrier({
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_AUTH_TOKEN: 'token',
      TWILIO_API_BASE_URL: peer.url,
    }),
    clock: { now: () => Date.now() + minutesLater * 60_000 },
    publish: (change) => void published.push(change),
    logger: createLogger('relay', 'silent'),
  })
  await peer.close()
  return { ended, published, asked: peer.received }
}

function says(fields: Record<string, string | null>): Script {
  return ({ path }) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sid: /CA\w+/.exec(path)?.[0], ...fields }),
  })
}

async function liveCall(): Promise<Call> {
  const { call } = await stores.calls.create(
    newCall({ callSid: newSid('CA'), status: 'in-progress' }),
  )
  return call
}

describe('calls that were live when the relay stopped', () => {
  test('end here when they have ended at the carrier, at the time and length it says', async () => {
    const call = await liveCall()
    const end = 'Mon, 01 Jun 2037 12:00:42 +0000'
    const script = says({ status: 'completed', duration: '42', end_time: end })
    const { ended, published } = await reconcile(script)
    expect(ended).toBe(1)
    const found = await stores.calls.find(call.id)
    expect(found).toMatchObject({
      status: 'completed',
      endedAt: '2037-06-01T12:00:42.000Z',
      endReason: 'unknown',
      endedBy: 'system',
      cost: { carrierSeconds: 42 },
    })
    expect(published).toEqual([{ kind: 'call', call: found }])
  })

  test('keep the reason that was written before', async () => {
    const call = await liveCall()
    await stores.calls.recordEnd(call.id, { reason: 'operator-ended', by: 'operator' })
    await reconcile(says({ status: 'completed', duration: '1' }))
    expect((await stores.calls.find(call.id))?.endReason).toBe('operator-ended')
  })

  test.each([
    ['busy', 'busy'],
    ['no-answer', 'no-answer'],
    ['canceled', 'canceled'],
    ['failed', 'carrier-failed'],
  ])('that were %s end as %s', async (status, reason) => {
    const call = await liveCall()
    await reconcile(says({ status, duration: '0' }))
    expect(await stores.calls.find(call.id)).toMatchObject({
      status,
      endReason: reason,
      endedBy: 'carrier',
    })
  })

  test('go on when they go on at the carrier', async () => {
    const call = await liveCall()
    const { ended, published } = await reconcile(says({ status: 'in-progress', duration: null }))
    expect([ended, published]).toEqual([0, []])
    expect(await stores.calls.find(call.id)).toEqual(call)
  })

  test('that the carrier does not know are failed', async () => {
    const call = await liveCall()
    await reconcile(() => undefined)
    expect(await stores.calls.find(call.id)).toMatchObject({
      status: 'failed',
      endReason: 'carrier-failed',
      error: { code: '404' },
    })
  })

  test('stay as they are while the carrier has trouble', async () => {
    const call = await liveCall()
    const { ended } = await reconcile(() => ({ status: 503 }))
    expect(ended).toBe(0)
    expect(await stores.calls.find(call.id)).toEqual(call)
  })
})

describe('dials that were never confirmed', () => {
  test('are failed once they are older than a minute, without asking the carrier', async () => {
    const { call } = await stores.calls.create(newCall())
    const { asked } = await reconcile(() => undefined, { minutesLater: 1.1 })
    expect(asked).toEqual([])
    expect(await stores.calls.find(call.id)).toMatchObject({
      status: 'failed',
      endReason: 'carrier-failed',
      endedBy: 'system',
      error: { code: 'dial-unconfirmed' },
    })
  })

  test('are left alone while they may still be under way', async () => {
    const { call } = await stores.calls.create(newCall())
    await reconcile(() => undefined)
    expect(await stores.calls.find(call.id)).toEqual(call)
  })
})
