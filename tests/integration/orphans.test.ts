import { randomBytes } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import type { Stores } from '#server/storage/stores.ts'
import { connectMutePhone, startMuteModel } from '#tests/fixtures/mute-peers.ts'
import { newSid } from '#tests/fixtures/new-call.ts'
import {
  accountSid,
  relayUnderTest,
  type RelayUnderTest,
} from '#tests/fixtures/relay-under-test.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let stores: Stores
useDatabase((opened) => {
  stores = opened.stores
})

/** A call whose phone will answer nothing. */
async function muteCall(under: RelayUnderTest) {
  const call = await under.answeredCall()
  const phone = await connectMutePhone({
    url: `${under.url}/media-stream`,
    signedUrl: 'wss://console.test/media-stream',
    authToken: 'a-token-of-the-carrier',
    accountSid,
    callSid: call.callSid,
    streamSid: newSid('MZ'),
    ticket: call.ticket,
  })
  return { ...call, phone }
}

async function msUntil(done: Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await done
  return performance.now() - startedAt
}

test('[ORPHAN-1] a phone that has gone without a word is noticed within eight seconds, and its model session ends', async () => {
  await using under = await relayUnderTest(stores)
  const call = await muteCall(under)
  const session = await under.model.session()
  await session.open()
  expect(await msUntil(session.closed)).toBeLessThan(8_500)
  await call.phone.closed
  expect(under.relay.carried()).toEqual([])
}, 15_000)

test('[ORPHAN-1] a phone that answers no ping but sends audio is there', async () => {
  await using under = await relayUnderTest(stores)
  const call = await muteCall(under)
  const session = await under.model.session()
  await session.open()
  let isOver = false
  void session.closed.then(() => (isOver = true))
  const payload = randomBytes(160).toString('base64')
  for (let at = 0; at < 10_000; at += 500) {
    call.phone.say({ event: 'media', media: { timestamp: String(at), payload } })
    await session.expect('input_audio_buffer.append')
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  expect(isOver).toBe(false)
  call.phone[Symbol.dispose]()
  await session.closed
}, 20_000)

test('[ORPHAN-2] a caller who hangs up ends the model session within a second, though its close is never answered', async () => {
  await using model = await startMuteModel()
  await using under = await relayUnderTest(stores, { env: { OPENAI_BASE_URL: model.baseUrl } })
  const call = await under.answeredCall()
  const phone = await under.dial(call)
  phone.start()
  const session = await vi.waitUntil(() => model.sessions[0], 5_000)
  session.say({ type: 'session.created', session: { id: 'sess_mute', type: 'realtime' } })
  phone.stop()
  expect(await msUntil(session.closed)).toBeLessThan(1_000)
})

test('[ORPHAN-2] a call that is ended here lets go of its phone within a second, though its close is never answered', async () => {
  await using under = await relayUnderTest(stores)
  const call = await muteCall(under)
  const session = await under.model.session()
  await session.open()
  const end = { do: 'end', reason: 'operator-ended', endedBy: 'operator' } as const
  await under.relay.command(call.callId, end)
  expect(await msUntil(call.phone.closed)).toBeLessThan(1_000)
  await session.closed
})
