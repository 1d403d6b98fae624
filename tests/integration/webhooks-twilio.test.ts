import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import {
  appUnderTest,
  asCarrier,
  asProgram,
  problemOf,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import { placedCall as unconfirmedCall } from '#tests/fixtures/placed-call.ts'

let app: AppUnderTest
beforeAll(async () => {
  app = await appUnderTest()
})
afterAll(() => app[Symbol.asyncDispose]())

const inbound = (CallSid: string) => ({
  CallSid,
  From: '+14155550123',
  To: '+14155550100',
  Direction: 'inbound',
  CallStatus: 'ringing',
})

/** Our row of an outbound call that has been placed. */
async function placedCall() {
  const callSid = newSid('CA')
  const { call } = await app.ctx.stores.calls.create(newCall({ status: 'queued', callSid }))
  return { ...call, callSid }
}

function find(idOrSid: string) {
  return app.ctx.stores.calls.find(idOrSid)
}

/** Gives a call to a stream, as the relay does. */
function claim(ticket: string, callSid: string, now: Date) {
  const streamSid = newSid('MZ')
  return app.ctx.stores.calls.claimStream({ ticket, callSid, streamSid, relayId: 'relay-1', now })
}

describe('the signature', () => {
  test.each(['/twiml', '/api/twilio/voice'])(
    'a call that is signed for %s is answered there, and signed for the other address it is not',
    async (address) => {
      const callSid = newSid('CA')
      const other = address === '/twiml' ? '/api/twilio/voice' : '/twiml'
      const stolen = await asCarrier(address, inbound(callSid), { signature: 'c29tZXRoaW5n' })
      expect(await problemOf(stolen)).toMatchObject({ code: 'forbidden', status: 403 })
      const elsewhere = await asCarrier(address, inbound(callSid), {
        publicUrl: `http://localhost:3000${other}#`,
      })
      expect(elsewhere.status).toBe(403)
      expect(await find(callSid)).toBeNull()
      const answered = await asCarrier(address, inbound(callSid))
      expect(answered.status).toBe(200)
      expect(answered.headers.get('content-type')).toMatch(/^text\/xml/)
      expect(await find(callSid)).toMatchObject({ direction: 'inbound', status: 'in-progress' })
    },
  )

  test.each(['status', 'recording', 'amd', 'after-stream'])(
    'a forged webhook at /api/twilio/%s is refused and changes nothing',
    async (name) => {
      const call = await placedCall()
      const response = await asCarrier(
        `/api/twilio/${name}?callId=${call.id}`,
        {
          CallSid: call.callSid,
          CallStatus: 'completed',
          AnsweredBy: 'human',
          RecordingSid: newSid('RE'),
          RecordingStatus: 'completed',
        },
        { publicUrl: 'https://evil.example.com' },
      )
      expect(response.status).toBe(403)
      expect(await find(call.id)).toMatchObject({ status: 'queued', answeredBy: null })
      expect(await app.ctx.stores.recordings.ofCall(call.id)).toEqual([])
    },
  )

  test('the query is part of what is signed', async () => {
    const call = await placedCall()
    const fields = { CallSid: call.callSid, CallStatus: 'ringing' }
    const response = await asCarrier(`/api/twilio/status?callId=${call.id}`, fields, {
      publicUrl: 'http://localhost:3000/api/twilio/status#',
    })
    expect(response.status).toBe(403)
  })

  test('a webhook without a signature, of another account, or too large is refused', async () => {
    const callSid = newSid('CA')
    const unsigned = await fetchApp('/twiml', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(inbound(callSid)).toString(),
    })
    expect(unsigned.status).toBe(403)
    const foreign = await asCarrier('/twiml', {
      ...inbound(callSid),
      AccountSid: `AC${'1'.repeat(32)}`,
    })
    expect(foreign.status).toBe(403)
    const large = await asCarrier('/twiml', { ...inbound(callSid), Junk: 'x'.repeat(70_000) })
    expect(await problemOf(large)).toMatchObject({ code: 'body-too-large', status: 413 })
    expect(await find(callSid)).toBeNull()
  })

  test('a signed webhook whose fields make no sense is refused by field', async () => {
    const response = await asCarrier('/api/twilio/status', {
      CallSid: 'CA1',
      CallStatus: 'dancing',
    })
    const { errors } = await problemOf(response)
    expect(errors?.map(({ path }) => path)).toEqual(['CallSid', 'CallStatus'])
  })
})

describe('answering', () => {
  test('an inbound call is connected by a ticket of its own, recorded, and answered once however often asked', async () => {
    const callSid = newSid('CA')
    const first = await (await asCarrier('/twiml', inbound(callSid))).text()
    const second = await (await asCarrier('/twiml', inbound(callSid))).text()
    const call = await find(callSid)
    expect(first).toContain('<Stream url="ws://localhost:3000/media-stream">')
    const action = `http://localhost:3000/api/twilio/after-stream?callId=${call?.id}`
    expect(first).toContain(`<Connect action="${action}&amp;stream=0&amp;ticket=`)
    expect(first).toContain(`/api/twilio/recording?callId=${call?.id}`)
    const tickets = [first, second].map((twiml) => /name="ticket" value="([^"]+)"/.exec(twiml)?.[1])
    expect(tickets[0]).not.toBe(tickets[1])
    const now = new Date(app.ctx.clock.now())
    const redeemed = await claim(tickets[0] ?? '', callSid, now)
    expect(redeemed).toMatchObject({ callId: call?.id, streamNumber: 0 })
    expect(await claim(tickets[1] ?? '', callSid, now)).toBeNull()
    const { items } = await app.ctx.stores.calls.list({ limit: 200 })
    expect(items.filter((one) => one.callSid === callSid)).toHaveLength(1)
    expect(call?.agentName).toBe('Front desk')
    expect(call?.statusHistory.map(({ status }) => status)).toEqual(['ringing', 'in-progress'])
    expect(call?.answeredAt).not.toBeNull()
  })

  test('a ticket is good for a minute', async () => {
    const callSid = newSid('CA')
    const twiml = await (await asCarrier('/twiml', inbound(callSid))).text()
    const ticket = /name="ticket" value="([^"]+)"/.exec(twiml)?.[1] ?? ''
    const late = new Date(app.ctx.clock.now() + 60_001)
    expect(await claim(ticket, callSid, late)).toBeNull()
  })

  test('an outbound call is answered on its own row, which learns its SID from the webhook if need be, and is not recorded twice', async () => {
    const call = await unconfirmedCall(app.ctx.stores)
    const callSid = newSid('CA')
    const twiml = await asCarrier(`/api/twilio/voice?callId=${call.id}`, {
      ...inbound(callSid),
      Direction: 'outbound-api',
    })
    expect(await twiml.text()).not.toContain('<Recording')
    expect(await find(callSid)).toMatchObject({ id: call.id })
  })

  test('a row that belongs to another call is left alone', async () => {
    const call = await placedCall()
    const callSid = newSid('CA')
    await asCarrier(`/api/twilio/voice?callId=${call.id}`, inbound(callSid))
    expect((await find(callSid))?.id).not.toBe(call.id)
    expect((await find(call.id))?.callSid).toBe(call.callSid)
  })

  test('an outbound call without a row gets an outbound one', async () => {
    const callSid = newSid('CA')
    await asCarrier('/api/twilio/voice', { ...inbound(callSid), Direction: 'outbound-api' })
    expect(await find(callSid)).toMatchObject({ direction: 'outbound' })
  })

  test('a call that was ended while it rang is hung up', async () => {
    const call = await placedCall()
    await asProgram('POST', `/api/calls/${call.id}/end`)
    const twiml = await asCarrier(`/api/twilio/voice?callId=${call.id}`, {
      ...inbound(call.callSid),
      Direction: 'outbound-api',
    })
    expect(await twiml.text()).toMatch(/<Response><Hangup ?\/><\/Response>/)
  })

  test('when the answer fails the caller hears that we are sorry', async () => {
    const { tickets } = app.ctx.stores
    const mint = tickets.mintStreamTicket
    tickets.mintStreamTicket = () => Promise.reject(new Error('the database went away'))
    const answered = await asCarrier('/twiml', inbound(newSid('CA')))
    tickets.mintStreamTicket = mint
    expect(answered.status).toBe(200)
    expect(await answered.text()).toContain('<Say language="en-US">Sorry')
  })
})

describe('status callbacks', () => {
  async function report(call: { id: string; callSid: string }, CallStatus: string, more = {}) {
    const fields = { CallSid: call.callSid, CallStatus, ...more }
    const response = await asCarrier(`/api/twilio/status?callId=${call.id}`, fields)
    expect(response.status).toBe(204)
    return find(call.id)
  }

  test('a call runs its course and the caller hangs up', async () => {
    const call = await placedCall()
    for (const status of ['initiated', 'ringing', 'in-progress']) await report(call, status)
    const ended = await report(call, 'completed', { CallDuration: '42' })
    expect(ended).toMatchObject({
      status: 'completed',
      endReason: 'caller-hung-up',
      endedBy: 'caller',
      cost: { carrierSeconds: 42 },
    })
    expect(ended?.statusHistory.map(({ status }) => status)).toEqual([
      'queued',
      'initiated',
      'ringing',
      'in-progress',
      'completed',
    ])
  })

  test('late and repeated news never moves a call backwards', async () => {
    const call = await placedCall()
    const ended = await report(call, 'completed', { CallDuration: '3' })
    await report(call, 'ringing')
    await report(call, 'failed')
    const again = await report(call, 'completed', { CallDuration: '9' })
    expect(again).toMatchObject({
      status: 'completed',
      endReason: 'caller-hung-up',
      endedAt: ended?.endedAt,
      cost: { carrierSeconds: 3 },
    })
  })

  test.each([
    ['busy', 'busy', 'carrier'],
    ['no-answer', 'no-answer', 'carrier'],
    ['canceled', 'canceled', 'carrier'],
    ['failed', 'carrier-failed', 'carrier'],
  ])('%s ends a call with the reason %s', async (status, endReason, endedBy) => {
    const call = await placedCall()
    const ended = await report(call, status, { ErrorCode: '32011', SipResponseCode: '503' })
    expect(ended).toMatchObject({ status, endReason, endedBy })
    expect(ended?.error?.code).toBe(status === 'failed' ? '32011' : undefined)
  })

  test('a callback that overtakes the answer to the dial finds its row and gives it its SID', async () => {
    const call = await unconfirmedCall(app.ctx.stores)
    const callSid = newSid('CA')
    await report({ id: call.id, callSid }, 'initiated')
    expect(await find(callSid)).toMatchObject({ id: call.id, status: 'initiated' })
  })

  test('news of a call that is not ours makes no row', async () => {
    const callSid = newSid('CA')
    await asCarrier('/api/twilio/status', { CallSid: callSid, CallStatus: 'completed' })
    expect(await find(callSid)).toBeNull()
  })

  test('who answered is written, by either callback', async () => {
    const call = await placedCall()
    await asCarrier(`/api/twilio/amd?callId=${call.id}`, {
      CallSid: call.callSid,
      AnsweredBy: 'machine_end_beep',
    })
    expect(await find(call.id)).toMatchObject({ answeredBy: 'machine_end_beep' })
    const ended = await report(call, 'completed', { AnsweredBy: 'human' })
    expect(ended).toMatchObject({ answeredBy: 'human' })
  })
})

describe('recording callbacks', () => {
  test('a recording is announced, then fetched, and a late "in-progress" does not take it back', async () => {
    const call = await placedCall()
    const RecordingSid = newSid('RE')
    const report = (RecordingStatus: string, more = {}) =>
      asCarrier(`/api/twilio/recording?callId=${call.id}`, {
        CallSid: call.callSid,
        RecordingSid,
        RecordingStatus,
        RecordingChannels: '2',
        ...more,
      })
    await report('in-progress')
    expect(await app.ctx.stores.recordings.find(RecordingSid)).toMatchObject({ state: 'recording' })
    await report('completed', { RecordingDuration: '12' })
    await report('in-progress')
    expect(await app.ctx.stores.recordings.find(RecordingSid)).toMatchObject({
      state: 'importing',
      durationMs: 12_000,
      channels: 2,
      callId: call.id,
    })
    const wakes = app.relay.received.filter(({ path }) => path === '/control/recordings/import')
    expect(wakes.length).toBeGreaterThan(0)
    const shown = app.published().filter(({ kind }) => kind === 'recording')
    expect(shown.at(-1)).toMatchObject({ recording: { recordingSid: RecordingSid } })
    expect(shown.at(-1)?.['recording']).not.toHaveProperty('location')
  })

  test('a recording that the carrier does not have says why', async () => {
    const call = await placedCall()
    const RecordingSid = newSid('RE')
    await asCarrier(`/api/twilio/recording?callId=${call.id}`, {
      CallSid: call.callSid,
      RecordingSid,
      RecordingStatus: 'absent',
    })
    expect(await app.ctx.stores.recordings.find(RecordingSid)).toMatchObject({
      state: 'absent',
      failReason: expect.stringContaining('too short'),
    })
  })

  test('[HOOK-13] what is said of a recording before its call is written is taken as soon as it is, once', async () => {
    const callSid = newSid('CA')
    const RecordingSid = newSid('RE')
    const report = (RecordingStatus: string, more = {}) =>
      asCarrier('/api/twilio/recording', {
        CallSid: callSid,
        RecordingSid,
        RecordingStatus,
        RecordingChannels: '2',
        ...more,
      })
    const { recordings, earlyNews } = app.ctx.stores
    await report('completed', { RecordingDuration: '12' })
    await report('in-progress')
    await report('completed', { RecordingDuration: '12' })
    expect(await recordings.find(RecordingSid)).toBeNull()
    expect(await earlyNews.ofCall(callSid)).toHaveLength(2)
    await asCarrier('/twiml', inbound(callSid))
    const call = await find(callSid)
    await expect
      .poll(() => recordings.find(RecordingSid))
      .toMatchObject({ state: 'importing', durationMs: 12_000, callId: call?.id })
    await expect.poll(() => earlyNews.ofCall(callSid)).toEqual([])
    expect(await recordings.ofCall(call?.id ?? '')).toHaveLength(1)
  })

  test('[HOOK-13] a call that is written while its news is kept loses none of it', async () => {
    const { recordings, earlyNews, calls } = app.ctx.stores
    const callSid = newSid('CA')
    const RecordingSid = newSid('RE')
    const { keep } = earlyNews
    earlyNews.keep = async (news, at) => {
      await calls.create(newCall({ callSid }))
      return keep(news, at)
    }
    try {
      const facts = { CallSid: callSid, RecordingSid, RecordingStatus: 'completed' }
      expect((await asCarrier('/api/twilio/recording', facts)).status).toBe(204)
    } finally {
      earlyNews.keep = keep
    }
    expect(await recordings.find(RecordingSid)).toMatchObject({ state: 'importing' })
    expect(await earlyNews.ofCall(callSid)).toEqual([])
  })

  test('[HOOK-13] news of a call that never came is forgotten after a day', async () => {
    const { earlyNews } = app.ctx.stores
    const CallSid = newSid('CA')
    const facts = { CallSid, RecordingSid: newSid('RE'), RecordingStatus: 'completed' }
    await asCarrier('/api/twilio/recording', facts)
    const now = app.ctx.clock.now()
    await earlyNews.sweep(new Date(now - 24 * 3_600_000))
    expect(await earlyNews.ofCall(CallSid)).toHaveLength(1)
    await earlyNews.sweep(new Date(now + 1))
    expect(await earlyNews.ofCall(CallSid)).toEqual([])
  })
})
