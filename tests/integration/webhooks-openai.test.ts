import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase, type Database } from '#server/storage/database.ts'
import { appUnderTest, problemOf, type AppUnderTest } from '#tests/fixtures/app-under-test.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import type { TestDatabase } from '#tests/fixtures/test-database.ts'
import { fromModel, modelSecret } from '#tests/fixtures/signed-webhook.ts'

let server: TestDatabase
let database: Database
let app: AppUnderTest
beforeAll(async () => {
  server = await testDatabase()
  database = openDatabase(server.url)
  app = await appUnderTest({ OPENAI_WEBHOOK_SECRET: modelSecret }, server)
})
afterEach(() => void vi.restoreAllMocks())
afterAll(async () => {
  await app[Symbol.asyncDispose]()
  await database.close()
  await server[Symbol.asyncDispose]()
})

const event = (callId = `rtc_${randomUUID()}`) => ({
  object: 'event',
  id: `evt_${randomUUID()}`,
  type: 'realtime.call.incoming',
  created_at: 1_750_287_018,
  data: { call_id: callId, sip_headers: [{ name: 'From', value: 'sip:+14155550123@sip.test' }] },
})

async function rows() {
  const { client } = database
  const counted = [client.webhookReceipt.count(), client.auditEntry.count(), client.call.count()]
  return (await Promise.all(counted)).join()
}

async function entriesOf(subject: string) {
  return (await app.ctx.stores.audit.list({ subject, limit: 50 })).items
}

test('[HOOK-10] an event that OpenAI signed is taken, entered in the audit log, and does nothing else yet', async () => {
  const incoming = event()
  const taken = await fromModel(incoming)
  expect(taken.status).toBe(204)
  expect(await entriesOf(incoming.data.call_id)).toMatchObject([
    {
      actor: { kind: 'model', name: 'OpenAI' },
      action: 'callIncomingWebhook',
      result: 'done',
      detail: { status: 204 },
    },
  ])
  expect(await database.client.call.count()).toBe(0)
  const unknown = { ...event(), type: 'live.transport.incoming' }
  expect((await fromModel(unknown)).status).toBe(204)
})

test.each([
  ['under another secret', { secret: `whsec_${Buffer.from('another').toString('base64')}` }],
  ['with another body', { raw: JSON.stringify(event('rtc_forged')) }],
  ['with another id', { headers: { 'webhook-id': 'wh_other' } }],
  ['that is older than five minutes', { sentAt: -310 }],
  ['from the future', { sentAt: 310 }],
  ['without a time', { headers: { 'webhook-timestamp': '' } }],
  ['without a signature', { headers: { 'webhook-signature': '' } }],
  ['without an id', { headers: { 'webhook-id': '' } }],
  [
    'with garbage for a signature',
    { headers: { 'webhook-signature': 'v1, ,v1,%%% '.repeat(500) } },
  ],
  ['signed by another version', { headers: { 'webhook-signature': 'v2,AAAA' } }],
])('[HOOK-10] an event %s gets 403, one line in the log, and no row', async (_what, options) => {
  const before = await rows()
  const warned = vi.spyOn(app.ctx.logger, 'warn')
  const refused = await fromModel(event(), options)
  expect(await problemOf(refused)).toMatchObject({ code: 'forbidden', status: 403 })
  expect(warned).toHaveBeenCalledTimes(1)
  expect(await rows()).toBe(before)
})

test('[HOOK-10] what is signed and no event is refused by field; what is too large is not read', async () => {
  const refused = await fromModel({ object: 'event', id: 'evt_1' })
  expect((await problemOf(refused)).errors?.map(({ path }) => path)).toContain('type')
  const large = await fromModel({ ...event(), data: { junk: 'x'.repeat(66_000) } })
  expect(await problemOf(large)).toMatchObject({ status: 413 })
})

test('[HOOK-11] an event counts once by its webhook-id, whatever its time says', async () => {
  const incoming = event()
  const id = `wh_${randomUUID()}`
  const answers = [
    await fromModel(incoming, { id, sentAt: -60 }),
    await fromModel(incoming, { id, sentAt: -30 }),
    ...(await Promise.all(Array.from({ length: 5 }, () => fromModel(incoming, { id })))),
  ]
  expect(answers.map(({ status }) => status)).toEqual(Array(7).fill(204))
  expect(await entriesOf(incoming.data.call_id)).toHaveLength(1)
})

test('[HOOK-10] without a secret no event is taken', async () => {
  await using closed = await appUnderTest({}, server)
  const warned = vi.spyOn(closed.ctx.logger, 'warn')
  expect((await fromModel(event())).status).toBe(403)
  expect(warned.mock.calls[0]?.[0]).toMatchObject({ why: 'OPENAI_WEBHOOK_SECRET is not set' })
})
