import { afterEach, describe, expect, test } from 'vitest'
import type { AgentConfig } from '#contracts/agent.ts'
import type { Call } from '#contracts/call.ts'
import { reconcileCalls } from '#server/calls/reconcile-calls.ts'
import { createLogger } from '#server/logger.ts'
import type { Database } from '#server/storage/database.ts'
import type { Stores } from '#server/storage/stores.ts'
import { askCarrier } from '#tests/fixtures/ask-carrier.ts'
import { newCall, newSid, plainConfig } from '#tests/fixtures/new-call.ts'
import { placedCall } from '#tests/fixtures/placed-call.ts'
import type { Script } from '#tests/fixtures/scripted-http.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let database: Database
let stores: Stores
useDatabase((opened) => {
  database = opened.database
  stores = opened.stores
})
afterEach(() => database.client.call.deleteMany())

function reconcile(script: Script, { minutesLater = 0 } = {}) {
  return askCarrier(script, minutesLater, (asking) =>
    reconcileCalls({ ...asking, stores, logger: createLogger('relay', 'silent') }),
  )
}

function says(fields: Record<string, string | null>): Script {
  return ({ path }) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sid: /CA\w+/.exec(path)?.[0], ...fields }),
  })
}

async function liveCall(config: Partial<AgentConfig> = {}): Promise<Call> {
  const { call } = await stores.calls.create(
    newCall({
      callSid: newSid('CA'),
      status: 'in-progress',
      config: { ...plainConfig, ...config },
    }),
  )
  return call
}

describe('calls that were live when the relay stopped', () => {
  test('end here when they have ended at the carrier, at the time and length it says', async () => {
    const call = await liveCall()
    const end = 'Mon, 01 Jun 2037 12:00:42 +0000'
    const script = says({ status: 'completed', duration: '42', end_time: end })
    const { count, published } = await reconcile(script)
    expect(count).toBe(1)
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
    const { count, published } = await reconcile(says({ status: 'in-progress', duration: null }))
    expect([count, published]).toEqual([0, []])
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
    const { count } = await reconcile(() => ({ status: 503 }))
    expect(count).toBe(0)
    expect(await stores.calls.find(call.id)).toEqual(call)
  })
})

describe('calls that were meant to end', () => {
  const isUp = says({ status: 'in-progress', duration: null })
  const hangUps = (asked: { method: string }[]) => asked.filter(({ method }) => method === 'POST')

  test('[GONE-10] are hung up where the carrier still carries them', async () => {
    const call = await liveCall()
    await stores.calls.recordEnd(call.id, { reason: 'agent-ended', by: 'agent' })
    const { asked } = await reconcile(isUp)
    expect(hangUps(asked)).toMatchObject([
      { path: expect.stringContaining(`${call.callSid}.json`) },
    ])
    expect(new URLSearchParams(asked.at(-1)?.body).get('Status')).toBe('completed')
  })

  test('[GONE-10] are left alone while the caller is told why, or talks to somebody else', async () => {
    for (const fallback of [
      { mode: 'sentence', text: 'Call later.' },
      { mode: 'transfer', to: '+14155550177' },
    ] as const) {
      const call = await liveCall({ fallback })
      await stores.calls.recordEnd(call.id, { reason: 'model-lost', by: 'model' })
    }
    expect(hangUps((await reconcile(isUp)).asked)).toEqual([])
  })

  test('[GONE-10] are not hung up where nobody meant to end them', async () => {
    await liveCall()
    expect(hangUps((await reconcile(isUp)).asked)).toEqual([])
  })
})

describe('calls that ended while nobody looked', () => {
  const over = says({ status: 'completed', duration: '7' })

  async function carriedBy(relayId: string): Promise<Call> {
    const call = await liveCall()
    const callSid = call.callSid ?? ''
    const expiresAt = new Date(Date.now() + 60_000)
    const stream = { callId: call.id, callSid, streamNumber: 0, expiresAt }
    const { ticket } = await stores.tickets.mintStreamTicket(stream)
    const streamSid = newSid('MZ')
    await stores.calls.claimStream({ ticket, callSid, streamSid, relayId, now: new Date() })
    return call
  }

  test('[GONE-11] say that their relay was lost where its lease is gone', async () => {
    await stores.relays.renew(
      { id: 'dead', url: 'http://127.0.0.1:1', draining: false },
      new Date(Date.now() - 12_001),
    )
    for (const relayId of ['dead', 'never-heard-of']) {
      const call = await carriedBy(relayId)
      await reconcile(over)
      expect(await stores.calls.find(call.id)).toMatchObject({
        status: 'completed',
        endReason: 'relay-lost',
        endedBy: 'system',
      })
    }
  })

  test('[GONE-11] say that nobody knows why where it lives', async () => {
    await stores.relays.renew(
      { id: 'alive', url: 'http://127.0.0.1:1', draining: false },
      new Date(),
    )
    const call = await carriedBy('alive')
    await reconcile(over)
    expect(await stores.calls.find(call.id)).toMatchObject({ endReason: 'unknown' })
  })
})

describe('calls that nobody ended in time', () => {
  const isUp = says({ status: 'in-progress', duration: null })
  const minutes = 5

  test('[SPEND-10] are hung up two minutes after their longest duration, whichever way they came', async () => {
    const call = await liveCall({ longestCallMinutes: minutes })
    const { asked } = await reconcile(isUp, { minutesLater: minutes + 2.1 })
    expect(new URLSearchParams(asked.at(-1)?.body).get('Status')).toBe('completed')
    expect(await stores.calls.find(call.id)).toMatchObject({
      endReason: 'max-duration',
      endedBy: 'system',
    })
  })

  test('[SPEND-10] are left to their relay until then', async () => {
    const call = await liveCall({ longestCallMinutes: minutes })
    const { asked } = await reconcile(isUp, { minutesLater: minutes + 1.9 })
    expect(asked.every(({ method }) => method === 'GET')).toBe(true)
    expect(await stores.calls.find(call.id)).toMatchObject({ endReason: null })
  })
})

describe('dials that were never confirmed', () => {
  test('are failed once they are older than a minute, without asking the carrier', async () => {
    const call = await placedCall(stores)
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
    const call = await placedCall(stores)
    await reconcile(() => undefined)
    expect(await stores.calls.find(call.id)).toEqual(call)
  })
})
