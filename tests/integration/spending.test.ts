import { readdirSync, readFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { callSchema, type Call } from '#contracts/call.ts'
import { spendingSchema, type Spending, type UpdateSpendingLimits } from '#contracts/spending.ts'
import type { Database } from '#server/storage/database.ts'
import {
  asCarrier,
  asPerson,
  asProgram,
  json,
  problemOf,
  signedInAs,
  signedInOwner,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { callLog } from '#tests/fixtures/call-log.ts'
import { newCall, newSid, plainConfig } from '#tests/fixtures/new-call.ts'
import { openGuard, newPlacedCall, placedCall } from '#tests/fixtures/placed-call.ts'
import { useApp } from '#tests/fixtures/use-app.ts'

let app: AppUnderTest
let database: Database
let owner: string
useApp({}, async (opened) => {
  app = opened.app
  database = opened.database
  owner = await signedInOwner()
})
afterEach(async () => {
  await database.client.call.deleteMany()
  await database.client.spendingLimit.deleteMany()
  await database.client.agent.deleteMany()
  app.advance(61_000)
})

const THEIRS = '+14155550123'
const JAMAICA = '+18765550123'

const dial = (body: object = {}, headers: Record<string, string> = {}) =>
  asProgram('POST', '/api/calls', { body: { to: THEIRS, ...body }, headers })
const dialled = async (body: object = {}, headers: Record<string, string> = {}): Promise<Call> =>
  callSchema.parse(await (await dial(body, headers)).json())
const dials = () => app.carrier.received.filter(({ path }) => path.endsWith('/Calls.json'))

async function limitTo(change: UpdateSpendingLimits): Promise<Spending> {
  const changed = await asPerson(owner, 'PATCH', '/api/limits', change)
  expect(changed.status).toBe(200)
  return spendingSchema.parse(await changed.json())
}

async function readSpending(): Promise<Spending> {
  return spendingSchema.parse(await (await asPerson(owner, 'GET', '/api/limits')).json())
}

const report = (call: Call, CallStatus: string, more = {}) =>
  asCarrier(`/api/twilio/status?callId=${call.id}`, {
    CallSid: call.callSid ?? '',
    CallStatus,
    ...more,
  })

describe('whom we call', () => {
  test('[SPEND-1] at first the country of our own number alone, told apart from its neighbours', async () => {
    expect((await readSpending()).limits.countries).toEqual(['US'])
    const before = dials().length
    const refused = await problemOf(await dial({ to: JAMAICA }))
    expect(refused).toMatchObject({
      code: 'dial-refused',
      status: 403,
      detail: expect.stringMatching(/Jamaica \(JM\).*allowed: US.*Settings, Limits/),
      errors: [{ path: 'country', message: expect.stringContaining('Jamaica') }],
    })
    expect(dials().length).toBe(before)
    expect((await app.ctx.stores.calls.list({ limit: 1 })).items).toEqual([])
  })

  test('[SPEND-2] no premium number, whatever the country, and none that no plan knows', async () => {
    await limitTo({ countries: ['GB', 'US'] })
    for (const to of ['+19005550123', '+449012345678', '+881612345678', '+12222222222']) {
      expect(await problemOf(await dial({ to }))).toMatchObject({
        code: 'dial-refused',
        errors: [{ path: 'numberKind' }],
      })
    }
    expect((await dial({ to: '+442071838750' })).status).toBe(201)
  })

  test('[SPEND-9] an allowed country is called with the next dial, and one that is none is refused', async () => {
    await limitTo({ countries: ['US', 'JM', 'JM'] })
    expect((await readSpending()).limits.countries).toEqual(['JM', 'US'])
    expect((await dial({ to: JAMAICA })).status).toBe(201)
    const unknown = await asPerson(owner, 'PATCH', '/api/limits', { countries: ['ZZ'] })
    expect(await problemOf(unknown)).toMatchObject({
      code: 'bad-request',
      errors: [{ path: 'countries' }],
    })
  })

  test('[SPEND-9] the owner alone changes what may be spent', async () => {
    const operator = await signedInAs('operator', { invitedBy: owner })
    const change = { countries: ['JM'] }
    const refused = await asPerson(operator, 'PATCH', '/api/limits', change)
    expect(await problemOf(refused)).toMatchObject({ code: 'forbidden', status: 403 })
    expect((await asPerson(operator, 'GET', '/api/limits')).status).toBe(200)
  })
})

describe('how much', () => {
  test('[SPEND-6] a full count is a 429 with the limit’s name; a day’s comes back at midnight UTC', async () => {
    await limitTo({ callsPerDay: 1 })
    await dialled()
    const full = await dial()
    const now = app.ctx.clock.now()
    const toMidnight = 86_400 - Math.floor((now % 86_400_000) / 1_000)
    expect(Math.abs(Number(full.headers.get('retry-after')) - toMidnight)).toBeLessThan(3)
    expect(await problemOf(full)).toMatchObject({
      code: 'limit-reached',
      status: 429,
      errors: [{ path: 'callsPerDay', message: expect.stringContaining('midnight UTC') }],
    })
    await limitTo({ callsPerDay: 5, callsAtOnce: 1 })
    const busy = await dial()
    expect(busy.headers.get('retry-after')).toBeNull()
    expect((await problemOf(busy)).errors).toMatchObject([{ path: 'callsAtOnce' }])
  })

  test('[SPEND-7] a repeated dial is its first call, counted once, also when the limit is full', async () => {
    await limitTo({ callsPerDay: 1, callsAtOnce: 1 })
    const key = { 'idempotency-key': 'order-18' }
    const first = await dialled({}, key)
    const again = await dial({}, key)
    expect([again.status, ((await again.json()) as Call).id]).toEqual([200, first.id])
    expect((await readSpending()).use).toMatchObject({ callsToday: 1, callsAtOnce: 1 })
    expect((await dial({}, { 'idempotency-key': 'order-19' })).status).toBe(429)
  })

  test('[SPEND-4] a call holds its longest while it lasts, then counts what it took', async () => {
    const call = await dialled()
    const held = (await readSpending()).use
    expect(held).toMatchObject({ minutesToday: 60, heldMinutes: 60, callsAtOnce: 1 })
    expect(held.heldUsd).toBeGreaterThan(1)
    expect(held.spendTodayUsd).toBe(held.heldUsd)
    await report(call, 'completed', { CallDuration: '61' })
    const used = (await readSpending()).use
    expect(used).toMatchObject({ minutesToday: 2, heldMinutes: 0, heldUsd: 0, callsAtOnce: 0 })
    expect(used.callsToday).toBe(1)
    const none = {
      textInputTokens: 0,
      audioInputTokens: 0,
      cachedTextTokens: 0,
      cachedAudioTokens: 0,
      textOutputTokens: 0,
      audioSeconds: 0,
    }
    await callLog(app.ctx.stores).usages(call.id, [
      {
        ...none,
        sourceId: 'resp_1',
        kind: 'response',
        model: 'gpt-realtime-2.1',
        status: 'completed',
        audioOutputTokens: 1_000_000,
      },
    ])
    const spent = (await readSpending()).use.spendTodayUsd
    expect(spent - used.spendTodayUsd).toBeCloseTo(64)
  })

  test('[SPEND-5] the last call of a day is cut to what is left, and the carrier is told', async () => {
    await limitTo({ minutesPerDay: 67 })
    await dialled()
    const cut = await dialled()
    expect(cut.config.longestCallMinutes).toBe(7)
    expect(new URLSearchParams(dials().at(-1)?.body).get('TimeLimit')).toBe('480')
    const refused = await problemOf(await dial())
    expect(refused.errors).toMatchObject([
      { path: 'minutesPerDay', message: expect.stringContaining('67 of them held') },
    ])
    await limitTo({ minutesPerDay: 1_000, spendPerDayUsd: 15 })
    expect((await problemOf(await dial())).errors).toMatchObject([{ path: 'spendPerDayUsd' }])
  })

  test('inbound calls, and calls of another day, count for nothing', async () => {
    const brought = newCall({ direction: 'inbound', status: 'in-progress' })
    await app.ctx.stores.calls.create(brought)
    const old = await dialled()
    await report(old, 'completed', { CallDuration: '600' })
    const yesterday = new Date(Date.now() - 86_400_000)
    await database.client.call.update({ where: { id: old.id }, data: { createdAt: yesterday } })
    expect((await readSpending()).use).toMatchObject({
      callsAtOnce: 0,
      callsToday: 0,
      minutesToday: 0,
      spendTodayUsd: 0,
    })
  })

  test('[SPEND-8] a dial that the carrier refused counts for nothing', async () => {
    const { script } = app.carrier
    app.carrier.script = () => json({ code: 21_215, message: 'Geo', status: 400 }, 400)
    expect((await dial()).status).toBe(422)
    app.carrier.script = script
    expect((await readSpending()).use).toMatchObject({ callsToday: 0, callsAtOnce: 0 })
  })

  test('[SPEND-8] a dial whose process died holds its place for two minutes', async () => {
    const { stores } = app.ctx
    await placedCall(stores)
    const sums = (ms: number) => stores.spending.sums(new Date(Date.now() + ms))
    expect(await sums(0)).toMatchObject({ callsAtOnce: 1 })
    expect(await sums(121_000)).toMatchObject({ callsAtOnce: 0 })
    const call = await placedCall(stores)
    await stores.calls.attachSid(call.id, newSid('CA'))
    expect(await sums(121_000)).toMatchObject({ callsAtOnce: 1 })
  })
})

describe('how long', () => {
  test('[SPEND-10] a placed call lasts as long as agent and house allow, at the carrier too', async () => {
    await limitTo({ longestCallMinutes: 5 })
    const call = await dialled()
    expect(call.config.longestCallMinutes).toBe(5)
    expect(new URLSearchParams(dials().at(-1)?.body).get('TimeLimit')).toBe('360')
  })

  test('[SPEND-10] an answered call lasts as long as agent and house allow', async () => {
    await limitTo({ longestCallMinutes: 5 })
    const CallSid = newSid('CA')
    const ends = { From: THEIRS, To: '+14155550100', Direction: 'inbound' }
    await asCarrier('/twiml', { CallSid, CallStatus: 'ringing', ...ends })
    const call = await app.ctx.stores.calls.find(CallSid)
    expect(call?.config.longestCallMinutes).toBe(5)
  })

  test('[SPEND-10] a live call is not made longer than it was placed for', async () => {
    await limitTo({ longestCallMinutes: 5 })
    const call = await dialled()
    await limitTo({ longestCallMinutes: 100 })
    const { script } = app.relay
    app.relay.script = () => json({ ok: true, notes: [] })
    const body = { ...plainConfig, longestCallMinutes: 240 }
    await asProgram('PATCH', `/api/calls/${call.id}/config`, { body })
    app.relay.script = script
    const command = app.relay.received.findLast(({ path }) => path.includes(call.id))
    expect(JSON.parse(command?.body ?? '')).toMatchObject({ config: { longestCallMinutes: 5 } })
  })
})

describe('transfers', () => {
  const transferTo = (to: string) => ({
    ...plainConfig,
    fallback: { mode: 'transfer' as const, to },
  })

  test('[SPEND-11] an agent is not saved with a number that may not be called', async () => {
    for (const to of [JAMAICA, '+19005550123']) {
      const body = { name: 'Night porter', config: transferTo(to) }
      const created = await asProgram('POST', '/api/agents', { body })
      expect(await problemOf(created)).toMatchObject({
        code: 'dial-refused',
        status: 403,
        errors: [{ path: 'config.fallback.to' }],
      })
    }
    const body = { name: 'Night porter', config: transferTo(THEIRS) }
    const agent = (await (await asProgram('POST', '/api/agents', { body })).json()) as {
      id: string
    }
    const changed = await asProgram('PATCH', `/api/agents/${agent.id}`, {
      body: { config: transferTo(JAMAICA) },
    })
    expect(await problemOf(changed)).toMatchObject({ code: 'dial-refused' })
  })

  test('[SPEND-11] nor is a live call given one', async () => {
    const call = await dialled()
    const body = transferTo(JAMAICA)
    const changed = await asProgram('PATCH', `/api/calls/${call.id}/config`, { body })
    expect(await problemOf(changed)).toMatchObject({
      code: 'dial-refused',
      errors: [{ path: 'fallback.to' }],
    })
  })

  test('[SPEND-11] a caller is not transferred to one that an old agent still names', async () => {
    const callSid = newSid('CA')
    const config = transferTo(JAMAICA)
    const brought = newCall({ callSid, direction: 'inbound', status: 'in-progress', config })
    const { call } = await app.ctx.stores.calls.create(brought)
    await app.ctx.stores.calls.recordEnd(call.id, { reason: 'model-lost', by: 'model' })
    const action = `/api/twilio/after-stream?callId=${call.id}&stream=0&tries=0`
    const twiml = await (await asCarrier(action, { CallSid: callSid })).text()
    expect(twiml).toContain('<Say')
    expect(twiml).not.toContain('<Dial')
  })
})

test('[SPEND-12] the carrier is made to ring somebody in two places of the code', () => {
  const files = readdirSync('server', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => ({
      name: name.replaceAll('\\', '/'),
      text: readFileSync(`server/${name}`, 'utf8'),
    }))
  const using = (pattern: RegExp) =>
    files.filter(({ text }) => pattern.test(text)).map(({ name }) => name)
  expect(using(/carrier\s*\.placeCall\b/)).toEqual(['calls/dial.ts'])
  expect(using(/\bdial\(ctx/)).toEqual(['calls/place-call.ts'])
  expect(using(/\bcreatePlaced\(/)).toEqual(['calls/place-call.ts', 'storage/call-stores.ts'])
  expect(using(/renderTransfer\(/).toSorted()).toEqual(['calls/after-stream.ts', 'twilio/twiml.ts'])
})

test('[SPEND-12] the row of a call of ours is the guard’s to give', async () => {
  const { calls } = app.ctx.stores
  const refusal = {
    allowed: false,
    limit: 'callsAtOnce',
    why: '',
    lift: '',
    untilMidnight: false,
  } as const
  const row = await calls.createPlaced(newPlacedCall(), { ...openGuard(), decide: () => refusal })
  expect(row).toEqual({ outcome: 'refused', refusal })
  // @ts-expect-error A call that has no SID of the carrier's is not one that it brought.
  await expect(calls.create(newPlacedCall())).rejects.toThrow()
  expect((await calls.list({ limit: 1 })).items).toEqual([])
})
