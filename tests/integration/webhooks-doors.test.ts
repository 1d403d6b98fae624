import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Database } from '#server/storage/database.ts'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import { problemOf, type AppUnderTest } from '#tests/fixtures/app-under-test.ts'
import { newSid } from '#tests/fixtures/new-call.ts'
import { bodyHash, fromCarrier } from '#tests/fixtures/signed-webhook.ts'
import { useApp } from '#tests/fixtures/use-app.ts'

const PUBLIC_URL = 'https://console.example.com'

let database: Database
let app: AppUnderTest
useApp({ PUBLIC_URL }, (opened) => {
  app = opened.app
  database = opened.database
})
afterEach(() => void vi.restoreAllMocks())

const inbound = (CallSid: string) => ({
  CallSid,
  From: '+14155550123',
  To: '+14155550100',
  Direction: 'inbound',
  CallStatus: 'ringing',
})
const find = (callSid: string) => app.ctx.stores.calls.find(callSid)
const ticketIn = (twiml: string) => /name="ticket" value="([^"]+)"/.exec(twiml)?.[1] ?? null
const answerIn = (twiml: string) => ({
  ticket: ticketIn(twiml) ?? '',
  action: (/<Connect action="([^"]+)"/.exec(twiml)?.[1] ?? '')
    .replaceAll('&amp;', '&')
    .replace(PUBLIC_URL, ''),
})
const token = () => ({ 'i-twilio-idempotency-token': randomUUID() })

/** How many rows there are that a webhook could make. */
async function rows() {
  const { client } = database
  const counted = await Promise.all([
    client.call.count(),
    client.callStatusChange.count(),
    client.recording.count(),
    client.streamTicket.count(),
    client.webhookReceipt.count(),
    client.auditEntry.count(),
  ])
  return counted.join()
}

/** An inbound call that rings, and is answered. */
async function answeredCall() {
  const callSid = newSid('CA')
  const fields = inbound(callSid)
  const headers = token()
  const twiml = await (await fromCarrier(app.ctx, '/twiml', fields, { headers })).text()
  const call = await find(callSid)
  if (call === null) throw new Error('no call')
  return { callSid, id: call.id, fields, headers, ...answerIn(twiml) }
}

function claim(ticket: string, callSid: string) {
  const now = new Date(app.ctx.clock.now())
  const streamSid = newSid('MZ')
  return app.ctx.stores.calls.claimStream({ ticket, callSid, streamSid, relayId: 'relay-1', now })
}

async function entriesOf(subject: string) {
  return (await app.ctx.stores.audit.list({ subject, limit: 50 })).items
}

describe('what the signature covers', () => {
  test('[HOOK-1] the configured address, whatever the request says of its host', async () => {
    const address = '/twiml?campaign=7&name=Mr+X'
    const claims = { 'x-forwarded-host': 'evil.example.com', 'x-forwarded-proto': 'http' }
    const genuine = await fromCarrier(app.ctx, address, inbound(newSid('CA')), { headers: claims })
    expect(genuine.status).toBe(200)
    for (const signedFor of [
      `http://localhost:3000${address}`,
      `https://evil.example.com${address}`,
      `${PUBLIC_URL}/twiml`,
      `${PUBLIC_URL}/twiml?name=Mr+X&campaign=7`,
      `${PUBLIC_URL}/api/twilio/voice?campaign=7&name=Mr+X`,
    ]) {
      const fields = inbound(newSid('CA'))
      const forged = await fromCarrier(app.ctx, address, fields, { signedFor, headers: claims })
      expect(forged.status, signedFor).toBe(403)
    }
  })

  test('[HOOK-1] the query that was sent, which is the one that is read', async () => {
    const { callSid, id } = await answeredCall()
    const news = { CallSid: callSid, AnsweredBy: 'human' }
    const address = `/api/twilio/amd?callId=${id}&m=1&a[]=1`
    const sent = `?callId=${id}&a[]=1&m=1`
    const ask = (query: string) =>
      fromCarrier(app.ctx, address, news, {
        signedFor: `${PUBLIC_URL}/api/twilio/amd${sent}`,
        headers: { 'x-sent-query': query },
      })
    expect((await ask(`${sent}&more=1`)).status).toBe(403)
    expect((await ask(sent)).status).toBe(204)
    expect(await find(callSid)).toMatchObject({ answeredBy: 'human' })
  })

  test.each([
    ['the port', '/twiml', `${PUBLIC_URL}:443/twiml`],
    ['a slash at the end', '/twiml?a=1', `${PUBLIC_URL}/twiml/?a=1`],
    ['an apostrophe', "/twiml?name=O'Neil", `${PUBLIC_URL}/twiml?name=O'Neil`],
    ['a hash of nothing', '/twiml?a=%20%2F', `${PUBLIC_URL}/twiml?a=%20%2F`],
  ])('[HOOK-2] %s may be written as Twilio does', async (_what, address, signedFor) => {
    const answered = await fromCarrier(app.ctx, address, inbound(newSid('CA')), { signedFor })
    expect(answered.status).toBe(200)
  })

  test.each([
    ['another port', `${PUBLIC_URL}:8443/twiml`],
    ['plain http', 'http://console.example.com/twiml'],
    ['two slashes', `${PUBLIC_URL}//twiml`],
    ['a fragment', `${PUBLIC_URL}/twiml#rc=2`],
  ])('[HOOK-2] %s is another address', async (_what, signedFor) => {
    const forged = await fromCarrier(app.ctx, '/twiml', inbound(newSid('CA')), { signedFor })
    expect(forged.status).toBe(403)
  })

  test('[HOOK-3] every value of a repeated field; one that we read may not be repeated', async () => {
    const { callSid, id } = await answeredCall()
    const account = `AccountSid=${app.ctx.config.TWILIO_ACCOUNT_SID}`
    const report = (rest: string) =>
      fromCarrier(app.ctx, `/api/twilio/status?callId=${id}`, `${account}&${rest}`)
    const base = `CallSid=${callSid}&CallStatus=in-progress`
    expect((await report(`${base}&Tag=b&Tag=a&Tag=b`)).status).toBe(204)
    const twice = await report(`${base}&CallSid=${newSid('CA')}`)
    expect((await problemOf(twice)).errors).toMatchObject([{ path: 'CallSid' }])
  })

  test('[HOOK-3] a JSON body, by its hash in the address', async () => {
    const callSid = newSid('CA')
    const { TWILIO_ACCOUNT_SID: AccountSid } = app.ctx.config
    const raw = JSON.stringify({ AccountSid, ...inbound(callSid) })
    const type = 'application/json'
    const address = `/twiml?${bodyHash(raw)}`
    expect((await fromCarrier(app.ctx, '/twiml', raw, { type })).status).toBe(403)
    const other = raw.replace('ringing', 'queued')
    expect((await fromCarrier(app.ctx, address, other, { type })).status).toBe(403)
    expect(await find(callSid)).toBeNull()
    expect((await fromCarrier(app.ctx, address, raw, { type })).status).toBe(200)
    expect(await find(callSid)).not.toBeNull()
    const broken = '{"AccountSid":'
    const unreadable = await fromCarrier(app.ctx, `/twiml?${bodyHash(broken)}`, broken, { type })
    expect(unreadable.status).toBe(400)
  })

  test('[HOOK-3] a body that is signed in neither way is refused, and so are more fields than anybody sends', async () => {
    const { TWILIO_ACCOUNT_SID: AccountSid } = app.ctx.config
    const callSid = newSid('CA')
    const raw = new URLSearchParams({ AccountSid, ...inbound(callSid) }).toString()
    for (const type of [
      'text/plain',
      'multipart/form-data',
      'application/x-www-form-urlencodedx',
    ]) {
      expect((await fromCarrier(app.ctx, '/twiml', raw, { type })).status, type).toBe(403)
    }
    const many = Array.from({ length: 10_000 }, (_, i) => `&${i.toString(36)}=`).join('')
    expect((await fromCarrier(app.ctx, '/twiml', raw + many)).status).toBe(403)
    expect(await find(callSid)).toBeNull()
  })
})

describe('a webhook that is refused', () => {
  test.each([
    ['without a signature', { 'x-twilio-signature': '' }],
    ['with a wrong one', { 'x-twilio-signature': `${'A'.repeat(27)}=` }],
    ['with garbage for one', { 'x-twilio-signature': 'ÿ'.repeat(4_000) }],
  ])('[HOOK-4] %s leaves one line in the log, and no row', async (_what, headers) => {
    const before = await rows()
    for (const [address, fields] of [
      ['/twiml', inbound(newSid('CA'))],
      ['/api/twilio/status', { CallSid: newSid('CA'), CallStatus: 'completed' }],
    ] as const) {
      const warned = vi.spyOn(app.ctx.logger, 'warn')
      const refused = await fromCarrier(app.ctx, address, fields, { headers })
      expect(await problemOf(refused)).toMatchObject({ code: 'forbidden', status: 403 })
      expect(warned).toHaveBeenCalledTimes(1)
      warned.mockRestore()
    }
    expect(await rows()).toBe(before)
  })

  test('[HOOK-4] about another account leaves one line in the log, and no row', async () => {
    const before = await rows()
    const warned = vi.spyOn(app.ctx.logger, 'warn')
    const fields = { ...inbound(newSid('CA')), AccountSid: `AC${'1'.repeat(32)}` }
    expect((await fromCarrier(app.ctx, '/twiml', fields)).status).toBe(403)
    expect(warned).toHaveBeenCalledTimes(1)
    expect(await rows()).toBe(before)
  })

  test('[HOOK-4] without a signature is refused before its body is read', async () => {
    let isRead = false
    const source = { pull: () => void (isRead = true) }
    const body = new ReadableStream(source, { highWaterMark: 0 })
    const refused = await fetchApp('/twiml', {
      method: 'POST',
      body,
      duplex: 'half',
    } as RequestInit)
    expect(refused.status).toBe(403)
    expect(isRead).toBe(false)
  })
})

describe('a webhook that comes again', () => {
  test('[HOOK-5] news changes nothing the second time, under its token or another', async () => {
    const { id, callSid } = await answeredCall()
    const address = `/api/twilio/recording?callId=${id}`
    const news = { CallSid: callSid, RecordingSid: newSid('RE'), RecordingStatus: 'in-progress' }
    const headers = token()
    expect((await fromCarrier(app.ctx, address, news, { headers })).status).toBe(204)
    const published = app.published().length
    const before = await rows()
    const sameToken = { ...news, RecordingSid: newSid('RE') }
    expect((await fromCarrier(app.ctx, address, sameToken, { headers })).status).toBe(204)
    expect(await app.ctx.stores.recordings.find(sameToken.RecordingSid)).toBeNull()
    expect((await fromCarrier(app.ctx, address, news)).status).toBe(204)
    expect(app.published()).toHaveLength(published)
    // The other signature has its receipt; nothing else is new.
    expect((await rows()).split(',').toSpliced(4, 1)).toEqual(before.split(',').toSpliced(4, 1))
  })

  test('[HOOK-5] many at the same moment count once', async () => {
    const { id, callSid } = await answeredCall()
    const news = { CallSid: callSid, CallStatus: 'completed', CallDuration: '7' }
    const record = vi.spyOn(app.ctx.stores.calls, 'recordStatus')
    const headers = token()
    const address = `/api/twilio/status?callId=${id}`
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => fromCarrier(app.ctx, address, news, { headers })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(204))
    expect(record).toHaveBeenCalledTimes(1)
  })

  test('[HOOK-6] a question gets TwiML that works, until a stream has come of it', async () => {
    const { callSid, id, fields, headers } = await answeredCall()
    const ask = async () => (await fromCarrier(app.ctx, '/twiml', fields, { headers })).text()
    const entered = await entriesOf(callSid)
    const again = ticketIn(await ask())
    expect(await claim(again ?? '', callSid)).toMatchObject({ callId: id, streamNumber: 0 })
    const late = ticketIn(await ask())
    expect(await claim(late ?? '', callSid)).toBeNull()
    expect(await entriesOf(callSid)).toEqual(entered)
    expect((await find(callSid))?.statusHistory).toHaveLength(2)
  })

  test('[HOOK-6] nobody gets a ticket that opens anything by asking once more what became of an earlier stream', async () => {
    const { callSid, ticket, action } = await answeredCall()
    await claim(ticket, callSid)
    const news = { CallSid: callSid, CallStatus: 'in-progress' }
    const ask = async () => answerIn(await (await fromCarrier(app.ctx, action, news)).text())
    const [second, twin] = [await ask(), await ask()]
    expect(await claim(second.ticket, callSid)).toMatchObject({ streamNumber: 1 })
    expect(await claim(twin.ticket, callSid)).toBeNull()
    expect(await claim((await ask()).ticket, callSid)).toBeNull()
  })

  test('[HOOK-6] nor by asking once more what became of a stream that never came', async () => {
    const { callSid, action } = await answeredCall()
    const news = { CallSid: callSid, CallStatus: 'in-progress' }
    const ask = async () => answerIn(await (await fromCarrier(app.ctx, action, news)).text())
    expect(await claim((await ask()).ticket, callSid)).toMatchObject({ streamNumber: 0 })
    app.relay.received.length = 0
    expect(await claim((await ask()).ticket, callSid)).toBeNull()
    expect(app.relay.received.filter(({ path }) => path.endsWith('/commands'))).toEqual([])
  })

  test('[HOOK-7] what failed counts as never received', async () => {
    const { id, callSid } = await answeredCall()
    const address = `/api/twilio/amd?callId=${id}`
    const news = { CallSid: callSid, AnsweredBy: 'human' }
    const headers = token()
    const failing = vi
      .spyOn(app.ctx.stores.calls, 'recordAnsweredBy')
      .mockRejectedValueOnce(new Error('the database went away'))
    expect((await fromCarrier(app.ctx, address, news, { headers })).status).toBe(500)
    failing.mockRestore()
    expect((await fromCarrier(app.ctx, address, news, { headers })).status).toBe(204)
    expect(await find(callSid)).toMatchObject({ answeredBy: 'human' })
  })

  test('[HOOK-8] late and repeated numbers of a sequence never move a call backwards', async () => {
    const { id, callSid } = await answeredCall()
    const report = (SequenceNumber: string, CallStatus: string, more = {}) =>
      fromCarrier(app.ctx, `/api/twilio/status?callId=${id}`, {
        CallSid: callSid,
        CallStatus,
        SequenceNumber,
        ...more,
      })
    await report('3', 'completed', { CallDuration: '42' })
    const ended = await find(callSid)
    for (const [number, status] of [
      ['1', 'ringing'],
      ['2', 'in-progress'],
      ['3', 'completed'],
      ['3', 'busy'],
      ['0', 'failed'],
    ] as const) {
      expect((await report(number, status)).status).toBe(204)
      expect(await find(callSid)).toMatchObject({
        status: 'completed',
        endReason: ended?.endReason,
        endedAt: ended?.endedAt,
        cost: { carrierSeconds: 42 },
      })
    }
  })
})

describe('the audit log', () => {
  test('[HOOK-9] has every genuine webhook as the carrier’s act, with its result', async () => {
    const { callSid, id } = await answeredCall()
    await expect.poll(() => entriesOf(callSid)).toHaveLength(1)
    expect(await entriesOf(callSid)).toMatchObject([
      { actor: { kind: 'carrier', name: 'Twilio' }, action: 'twiml', result: 'done' },
    ])
    vi.spyOn(app.ctx.stores.calls, 'recordAnsweredBy').mockRejectedValueOnce(new Error('away'))
    const news = { CallSid: callSid, AnsweredBy: 'human' }
    await fromCarrier(app.ctx, `/api/twilio/amd?callId=${id}`, news)
    await expect.poll(() => entriesOf(id)).toHaveLength(1)
    expect(await entriesOf(id)).toMatchObject([
      { action: 'amdWebhook', result: 'failed', detail: { status: 500 } },
    ])
  })

  test('[HOOK-9] that does not answer, or refuses, keeps no caller waiting', async () => {
    const append = vi.spyOn(app.ctx.stores.audit, 'append')
    append.mockReturnValueOnce(new Promise(() => undefined))
    const callSid = newSid('CA')
    expect(
      ticketIn(await (await fromCarrier(app.ctx, '/twiml', inbound(callSid))).text()),
    ).not.toBe(null)
    append.mockRejectedValueOnce(new Error('the audit log is full'))
    const second = await fromCarrier(app.ctx, '/twiml', inbound(newSid('CA')))
    expect(second.status).toBe(200)
  })
})

test('[HOOK-12] receipts are forgotten vendor by vendor', async () => {
  const { webhookReceipts } = app.ctx.stores
  const at = new Date('2026-01-01T00:00:00Z')
  const later = new Date('2026-01-02T00:00:00Z')
  expect(await webhookReceipts.receive(['twilio:old', 'twilio:older'], at)).toBe(true)
  expect(await webhookReceipts.receive(['openai:old'], at)).toBe(true)
  expect(await webhookReceipts.receive(['twilio:new', 'twilio:old'], later)).toBe(false)
  expect(await webhookReceipts.sweep('twilio', later)).toBe(2)
  expect(await webhookReceipts.receive(['openai:old'], later)).toBe(false)
  expect(await webhookReceipts.receive(['twilio:old'], later)).toBe(true)
})
