import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callSchema, type Call } from '#contracts/call.ts'
import {
  appUnderTest,
  asCarrier,
  asProgram,
  fromPage,
  json,
  OUR_NUMBER,
  problemOf,
  signedInOwner,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { callLog } from '#tests/fixtures/call-log.ts'
import { exampleTurn } from '#tests/fixtures/example-turn.ts'
import { newCall, newSid, plainConfig } from '#tests/fixtures/new-call.ts'

let app: AppUnderTest
let cookie: string
beforeAll(async () => {
  app = await appUnderTest()
  cookie = await signedInOwner()
})
afterAll(() => app[Symbol.asyncDispose]())

const theirNumber = '+14155550123'

async function dial(body: object = {}, headers: Record<string, string> = {}): Promise<Call> {
  const placed = await asProgram('POST', '/api/calls', {
    body: { to: theirNumber, ...body },
    headers,
  })
  return callSchema.parse(await placed.json())
}

/** The form of the last dial, as the carrier received it. */
function lastDial(): URLSearchParams {
  const dials = app.carrier.received.filter(({ path }) => path.endsWith('/Calls.json'))
  return new URLSearchParams(dials.at(-1)?.body)
}

describe('placing a call', () => {
  test('a call gets its row first, and the carrier is told to name that row in every callback', async () => {
    const placed = await asProgram('POST', '/api/calls', {
      body: { to: theirNumber, detectAnsweringMachine: true },
    })
    const call = callSchema.parse(await placed.json())
    expect(placed.status).toBe(201)
    expect(placed.headers.get('location')).toBe(`/api/calls/${call.id}`)
    expect(call).toMatchObject({
      direction: 'outbound',
      from: OUR_NUMBER,
      to: theirNumber,
      status: 'queued',
    })
    expect(call.callSid).toMatch(/^CA[0-9a-f]{32}$/)
    const form = lastDial()
    expect(Object.fromEntries(form)).toMatchObject({
      Url: `http://localhost:3000/api/twilio/voice?callId=${call.id}`,
      StatusCallback: `http://localhost:3000/api/twilio/status?callId=${call.id}`,
      RecordingStatusCallback: `http://localhost:3000/api/twilio/recording?callId=${call.id}`,
      AsyncAmdStatusCallback: `http://localhost:3000/api/twilio/amd?callId=${call.id}`,
      TimeLimit: '3660',
    })
    expect(app.published()).toContainEqual({
      kind: 'call',
      call: expect.objectContaining({ id: call.id }),
    })
  })

  test('overrides hold for this call alone', async () => {
    const call = await dial({ voice: 'ash', instructions: 'Ask for Grace.' })
    expect(call.config).toMatchObject({ voice: 'ash', instructions: 'Ask for Grace.' })
    const agent = await app.ctx.stores.agents.find(call.agentId ?? '')
    expect(agent?.config.voice).toBe('marin')
  })

  test('a call is placed from another of our numbers, and from no other', async () => {
    const ours = await dial({ from: '+14155550199' })
    expect(ours.from).toBe('+14155550199')
    const foreign = await asProgram('POST', '/api/calls', {
      body: { to: theirNumber, from: '+14155550198' },
    })
    expect(await problemOf(foreign)).toMatchObject({ code: 'number-not-ours', status: 422 })
  })

  test('an unknown agent is a problem of its own', async () => {
    const response = await asProgram('POST', '/api/calls', {
      body: { to: theirNumber, agentId: 'no' },
    })
    expect(await problemOf(response)).toMatchObject({ code: 'agent-not-found', status: 404 })
  })

  test('the same idempotency key dials once, even at the same moment', async () => {
    const before = app.carrier.received.length
    const headers = { 'idempotency-key': 'order-17' }
    const [first, second] = await Promise.all([dial({}, headers), dial({}, headers)])
    const third = await asProgram('POST', '/api/calls', { body: { to: theirNumber }, headers })
    expect(third.status).toBe(200)
    expect(new Set([first.id, second.id, ((await third.json()) as Call).id]).size).toBe(1)
    expect(app.carrier.received.length - before).toBe(1)
    const other = await asProgram('POST', '/api/calls', { body: { to: '+14155550124' }, headers })
    expect(await problemOf(other)).toMatchObject({ code: 'conflict' })
  })

  test('a refusal of the carrier is told in plain words with its code, and the row says so', async () => {
    const script = app.carrier.script
    app.carrier.script = () => json({ code: 21_215, message: 'Geo', status: 400 }, 400)
    const response = await asProgram('POST', '/api/calls', { body: { to: '+14155550124' } })
    app.carrier.script = script
    expect(await problemOf(response)).toMatchObject({
      code: 'carrier-refused',
      status: 422,
      vendorCode: 21_215,
      detail: expect.stringMatching(/may not call this country.*Twilio 21215/),
    })
    const { items } = await app.ctx.stores.calls.list({ limit: 1 })
    expect(items[0]).toMatchObject({
      status: 'failed',
      endReason: 'carrier-refused',
      endedBy: 'carrier',
      error: { code: '21215' },
    })
  })

  test('a carrier that breaks down is not a carrier that refuses', async () => {
    const script = app.carrier.script
    app.carrier.script = () => ({ status: 503, body: 'down' })
    const response = await asProgram('POST', '/api/calls', { body: { to: theirNumber } })
    app.carrier.script = script
    expect(await problemOf(response)).toMatchObject({ code: 'carrier-unreachable', status: 502 })
  })

  test('a relay that takes calls but no news for the feed does not keep one from being placed', async () => {
    const script = app.relay.script
    app.relay.script = ({ path }) => (path === '/ready' ? json({}) : { status: 503 })
    const call = await dial()
    app.relay.script = script
    expect(call.status).toBe('queued')
  })

  test('a wrong field is named, with what was expected', async () => {
    const response = await asProgram('POST', '/api/calls', {
      body: { to: '0123', voice: 'nova', phone: 1 },
    })
    expect(await problemOf(response)).toMatchObject({
      code: 'bad-request',
      errors: [
        { path: 'to', message: expect.stringContaining('E.164') },
        { path: 'voice', message: expect.stringContaining('"alloy"') },
        { path: 'phone', message: 'phone is not known here.' },
      ],
    })
  })
})

describe('ending a call', () => {
  test('the operator ends a call: written first, then told to relay and carrier', async () => {
    const call = await dial()
    const ended = await fromPage(`/api/calls/${call.id}/end`, undefined, { cookie })
    expect(await ended.json()).toMatchObject({ endReason: 'operator-ended', endedBy: 'operator' })
    const command = app.relay.received.find(({ path }) => path.includes(`/calls/${call.id}/`))
    expect(JSON.parse(command?.body ?? '')).toEqual({
      do: 'end',
      reason: 'operator-ended',
      endedBy: 'operator',
    })
    expect(app.carrier.received.at(-1)).toMatchObject({ body: 'Status=completed' })
  })

  test('a program ends a call by its SID, and the carrier’s report does not change who did it', async () => {
    const call = await dial()
    const callSid = call.callSid ?? ''
    await asProgram('POST', `/api/calls/${callSid}/end`)
    await asCarrier(`/api/twilio/status?callId=${call.id}`, {
      CallSid: callSid,
      CallStatus: 'completed',
      CallDuration: '7',
    })
    expect(await app.ctx.stores.calls.find(callSid)).toMatchObject({
      status: 'completed',
      endReason: 'api-ended',
      endedBy: 'system',
    })
    const again = await asProgram('POST', `/api/calls/${callSid}/end`)
    expect(await problemOf(again)).toMatchObject({ code: 'call-ended', status: 409 })
  })

  test('a call that just ended by itself is no error (Twilio 21220)', async () => {
    const call = await dial()
    const script = app.carrier.script
    app.carrier.script = () => json({ code: 21_220, message: 'Not in progress', status: 400 }, 400)
    const ended = await asProgram('POST', `/api/calls/${call.id}/end`)
    app.carrier.script = script
    expect(ended.status).toBe(200)
  })

  test('an unknown call is not found, wherever it is asked for', async () => {
    for (const [method, end] of [
      ['GET', ''],
      ['POST', '/end'],
      ['GET', '/transcript'],
      ['GET', '/events'],
      ['GET', '/recordings'],
      ['GET', '/usage'],
      ['GET', '/turns'],
    ] as const) {
      const response = await asProgram(method, `/api/calls/CA0${end}`)
      expect(await problemOf(response)).toMatchObject({ code: 'call-not-found', status: 404 })
    }
  })
})

describe('a live call', () => {
  const command = (problem: object) => () => json(problem)

  test('its configuration goes to the relay, whose remarks come back', async () => {
    const call = await dial()
    const script = app.relay.script
    app.relay.script = command({ ok: true, notes: ['The voice stays.'] })
    const response = await asProgram('PATCH', `/api/calls/${call.id}/config`, { body: plainConfig })
    expect(await response.json()).toEqual({ notes: ['The voice stays.'] })
    const spoken = await asProgram('POST', `/api/calls/${call.id}/responses`, {
      body: { instructions: 'Say goodbye.' },
    })
    expect(spoken.status).toBe(200)
    expect(JSON.parse(app.relay.received.at(-1)?.body ?? '')).toEqual({
      do: 'createResponse',
      response: { instructions: 'Say goodbye.' },
    })
    app.relay.script = script
  })

  test('a call that the relay does not hold is not live; a relay that is away is another problem', async () => {
    const call = await dial()
    const body = plainConfig
    const notHeld = await asProgram('PATCH', `/api/calls/${call.id}/config`, { body })
    expect(await problemOf(notHeld)).toMatchObject({ code: 'call-not-live', status: 409 })
    const script = app.relay.script
    app.relay.script = () => ({ status: 500, body: 'oops' })
    const away = await asProgram('PATCH', `/api/calls/${call.id}/config`, { body })
    app.relay.script = script
    expect(await problemOf(away)).toMatchObject({ code: 'relay-unreachable', status: 503 })
  })

  test('a field that no model takes is refused by name', async () => {
    const call = await dial()
    const response = await asProgram('PATCH', `/api/calls/${call.id}/config`, {
      body: { ...plainConfig, temperature: 0.8 },
    })
    expect((await problemOf(response)).errors).toEqual([
      { path: 'temperature', message: 'temperature is not known here.' },
    ])
  })
})

describe('reading calls', () => {
  test('a list is paged by cursor and filtered, and a made-up cursor is refused', async () => {
    const { stores } = app.ctx
    await stores.calls.create(newCall({ direction: 'inbound', callSid: newSid('CA') }))
    await stores.calls.create(newCall({ direction: 'inbound', callSid: newSid('CA') }))
    const first = await asProgram('GET', '/api/calls?direction=inbound&limit=1')
    const page = (await first.json()) as { items: Call[]; nextCursor: string }
    const second = await asProgram(
      'GET',
      `/api/calls?direction=inbound&limit=1&cursor=${page.nextCursor}`,
    )
    const next = (await second.json()) as { items: Call[] }
    expect([page.items.length, next.items.length]).toEqual([1, 1])
    expect(next.items[0]?.id).not.toBe(page.items[0]?.id)
    const madeUp = await asProgram('GET', '/api/calls?cursor=abc')
    expect((await problemOf(madeUp)).errors?.[0]?.path).toBe('cursor')
    const unknown = await asProgram('GET', '/api/calls?since=yesterday')
    expect((await problemOf(unknown)).errors).toEqual([
      { path: 'since', message: 'since is not known here.' },
    ])
  })

  test('transcript, events and usage of a call are read by id or SID', async () => {
    const callSid = newSid('CA')
    const { call } = await app.ctx.stores.calls.create(newCall({ callSid }))
    await app.ctx.stores.events.append(
      call.id,
      [1, 2, 3].map((seq) => ({
        seq,
        at: new Date().toISOString(),
        atMs: seq,
        source: 'relay' as const,
        flow: 'none' as const,
        type: 'tick',
        data: {},
      })),
    )
    const events = await asProgram('GET', `/api/calls/${callSid}/events?afterSeq=1&limit=1`)
    expect(await events.json()).toMatchObject({ items: [{ seq: 2 }] })
    for (const noun of ['transcript', 'usage', 'recordings', 'turns']) {
      const read = await asProgram('GET', `/api/calls/${call.id}/${noun}`)
      expect(await read.json()).toEqual({ items: [] })
    }
    const active = await asProgram('GET', '/api/calls/active')
    const { items } = (await active.json()) as { items: Call[] }
    expect(items.map(({ id }) => id)).toContain(call.id)
  })
  test('the turns of a call are read in their order, each as it was last saved', async () => {
    const callSid = newSid('CA')
    const { call } = await app.ctx.stores.calls.create(newCall({ callSid }))
    const later = exampleTurn({ number: 100_001, cause: 'request', noticedMs: null })
    const begun = exampleTurn({ number: 2, firstHeardMs: null })
    const heard = { ...begun, firstHeardMs: 900, interrupted: true }
    await callLog(app.ctx.stores).turns(call.id, [later, begun])
    await callLog(app.ctx.stores).turns(call.id, [heard])
    const read = await asProgram('GET', `/api/calls/${callSid}/turns`)
    expect(await read.json()).toEqual({ items: [heard, later] })
  })
})
