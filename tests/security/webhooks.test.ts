import { createHmac, randomUUID } from 'node:crypto'
import twilio from 'twilio'
import { expect, test } from 'vitest'
import { ask, attacked, countRows, isWell } from './attack.ts'

const token = attacked.secrets['TWILIO_AUTH_TOKEN'] ?? ''
const callSid = `CA${'1'.repeat(32)}`
const call = {
  AccountSid: attacked.accountSid,
  CallSid: callSid,
  From: '+14155550111',
  To: '+14155550100',
  CallStatus: 'ringing',
  Direction: 'inbound',
}

function post(address: string, fields: Record<string, string>, signature: string | null) {
  return ask(address, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signature !== null && { 'x-twilio-signature': signature }),
    },
    body: new URLSearchParams(fields).toString(),
  })
}

const sign = (url: string, fields: Record<string, string>, key = token) =>
  twilio.getExpectedTwilioSignature(key, url, fields)

test('[SEC-9] a carrier’s webhook that is not signed for this very address and account changes nothing', async () => {
  const before = await countRows()
  const here = `${attacked.url}/twiml`
  const strangers = { ...call, AccountSid: `AC${'9'.repeat(32)}` }
  const forged: [string, Record<string, string>, string | null][] = [
    ['/twiml', call, null],
    ['/twiml', call, ''],
    ['/twiml', call, sign(here, call, 'another token')],
    ['/twiml', call, sign(`${attacked.url}/api/twilio/voice`, call)],
    ['/twiml', call, sign('https://elsewhere.example.com/twiml', call)],
    ['/twiml', { ...call, To: '+14155550199' }, sign(here, call)],
    ['/twiml?x=1', call, sign(here, call)],
    ['/twiml', strangers, sign(here, strangers)],
    ['/api/twilio/status', call, sign(here, call)],
  ]
  for (const [address, fields, signature] of forged) {
    expect((await post(address, fields, signature)).status, `${address} ${signature}`).toBe(403)
  }
  const pretended = await ask('/twiml', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-host': 'elsewhere.example.com',
      'x-forwarded-proto': 'https',
      'x-twilio-signature': sign('https://elsewhere.example.com/twiml', call),
    },
    body: new URLSearchParams(call).toString(),
  })
  expect(pretended.status).toBe(403)
  expect(await countRows()).toEqual(before)
})

test('[SEC-10] a genuine webhook told again makes no second call', async () => {
  const genuine = { ...call, CallSid: `CA${'2'.repeat(32)}` }
  const signature = sign(`${attacked.url}/twiml`, genuine)
  const first = await post('/twiml', genuine, signature)
  expect(first.status).toBe(200)
  const once = await countRows()
  for (let again = 0; again < 3; again += 1) {
    expect((await post('/twiml', genuine, signature)).status).toBe(200)
  }
  expect((await countRows())['calls']).toBe(once['calls'])
  // Over: the carrier knows no such call, and what the relay makes of that would come while others count.
  const over = { ...genuine, CallStatus: 'completed', CallDuration: '0' }
  const ended = await post(
    '/api/twilio/status',
    over,
    sign(`${attacked.url}/api/twilio/status`, over),
  )
  expect(ended.status).toBe(204)
})

test('[SEC-11] a webhook of the model’s service must be signed, fresh and new', async () => {
  const secret = Buffer.from(
    (attacked.secrets['OPENAI_WEBHOOK_SECRET'] ?? '').replace('whsec_', ''),
    'base64',
  )
  const body = JSON.stringify({
    object: 'event',
    id: 'evt_1',
    type: 'realtime.call.incoming',
    created_at: 1,
    data: { call_id: 'rtc_1', sip_headers: [] },
  })
  const send = (at: number, change: Record<string, string> = {}, key = secret) => {
    const id = randomUUID()
    const mac = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest('base64')
    return ask('/api/openai/webhook/call-incoming', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(at),
        'webhook-signature': `v1,${mac}`,
        ...change,
      },
      body,
    })
  }
  const now = Math.floor(Date.now() / 1_000)
  const before = await countRows()
  for (const response of [
    await send(now, {}, Buffer.from('another')),
    await send(now - 400),
    await send(now + 400),
    await send(now, { 'webhook-id': 'another' }),
    await send(now, { 'webhook-signature': 'v1,' }),
    await send(now, { 'webhook-timestamp': 'soon' }),
  ]) {
    expect(response.status).toBe(403)
  }
  expect(await countRows()).toEqual(before)
  expect((await send(now)).status).toBe(204)
  expect(await isWell()).toBe(true)
})
