import { afterEach, describe, expect, test } from 'vitest'
import { openSharedCounter } from '#server/limits/shared-counter.ts'
import { createMinuteCounter } from '#server/limits/minute-counter.ts'
import { createLogger } from '#server/logger.ts'
import { openDatabase } from '#server/storage/database.ts'
import { countInPostgres } from '#server/storage/rate-counter.ts'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import {
  API_KEY,
  appUnderTest,
  asCarrier,
  asProgram,
  problemOf,
  signedInOwner,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'

let app: AppUnderTest
afterEach(() => app[Symbol.asyncDispose]())

const from = (address: string) => ({ 'x-switchboard-socket': address })
const visit = (address: string, headers: Record<string, string> = {}) =>
  fetchApp('/api/setup', { headers: { ...from(address), ...headers } })

async function statuses(count: number, ask: () => Promise<Response>): Promise<number[]> {
  const all: number[] = []
  for (let asked = 0; asked < count; asked += 1) all.push((await ask()).status)
  return all
}
const counted = (values: number[]) =>
  Object.fromEntries(
    Map.groupBy(values, String)
      .entries()
      .map(([key, { length }]) => [key, length]),
  )

describe('requests', () => {
  test('[RATE-1] an address has a hundred a minute, says how it stands, and has them again in the next', async () => {
    app = await appUnderTest({ RATE_LIMIT_PER_MINUTE: '' })
    const first = await visit('203.0.113.1')
    expect(first.headers.get('ratelimit-policy')).toBe('"address";q=100;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"address";r=99;t=\d+$/)
    expect(counted(await statuses(99, () => visit('203.0.113.1')))).toEqual({ 200: 99 })
    const refused = await visit('203.0.113.1')
    expect(await problemOf(refused)).toMatchObject({ code: 'too-many-requests', status: 429 })
    expect(refused.headers.get('ratelimit')).toMatch(/^"address";r=0;t=\d+$/)
    const waitSeconds = Number(refused.headers.get('retry-after'))
    expect(waitSeconds).toBeGreaterThan(0)
    expect(waitSeconds).toBeLessThanOrEqual(60)
    expect((await visit('203.0.113.2')).status).toBe(200)
    app.advance(waitSeconds * 1_000)
    expect((await visit('203.0.113.1')).status).toBe(200)
  })

  test('[RATE-2] a key is counted by key, wherever it is used, and its own rate counts', async () => {
    app = await appUnderTest({ RATE_LIMIT_PER_MINUTE: '20' })
    const ask = (address: string) =>
      asProgram('GET', '/api/calls', { headers: { 'x-api-key': API_KEY, ...from(address) } })
    expect(counted(await statuses(10, () => ask('203.0.113.1')))).toEqual({ 200: 10 })
    expect(counted(await statuses(12, () => ask('203.0.113.2')))).toEqual({ 200: 10, 429: 2 })
    expect((await visit('203.0.113.2')).status).toBe(200)
    const made = await asProgramLater('POST', '/api/keys', {
      name: 'CRM',
      scopes: ['calls:read'],
      perMinute: 3,
    })
    const { secret } = (await made.json()) as { secret: string }
    const own = () => fetchApp('/api/calls', { headers: { 'x-api-key': secret, ...from('::1') } })
    const answers = [await own(), await own(), await own(), await own()]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    expect(answers[0]?.headers.get('ratelimit-policy')).toBe('"key";q=3;w=60')
  })

  test('[RATE-3] a console goes on while somebody else floods from the same address', async () => {
    app = await appUnderTest({ RATE_LIMIT_PER_MINUTE: '20' })
    const cookie = await signedInOwner()
    const here = from('203.0.113.1')
    const flood = await statuses(60, () =>
      fetchApp('/api/calls', { headers: { ...here, 'x-api-key': `sb_${'x'.repeat(51)}` } }),
    )
    expect(counted(flood)).toEqual({ 401: 20, 429: 40 })
    expect((await visit('203.0.113.1')).status).toBe(429)
    const me = await statuses(150, () => fetchApp('/api/me', { headers: { ...here, cookie } }))
    expect(counted(me)).toEqual({ 200: 150 })
    const forged = { ...here, cookie: 'switchboard.session_token=made.up' }
    expect((await fetchApp('/api/me', { headers: forged })).status).toBe(429)
  })

  test('[RATE-4] a session has six hundred a minute', async () => {
    app = await appUnderTest()
    const cookie = await signedInOwner()
    const answer = await fetchApp('/api/me', { headers: { cookie } })
    expect(answer.headers.get('ratelimit-policy')).toBe('"session";q=600;w=60')
  })

  test('[RATE-5] one caller places sixty calls a minute at most', async () => {
    app = await appUnderTest({ RATE_LIMIT_PER_MINUTE: '' })
    const dial = () => asProgram('POST', '/api/calls', { body: { to: '+14155550123' } })
    for (let placed = 0; placed < 59; placed += 1) {
      app.ctx.limits.minute.take('dial:key:environment', 60)
    }
    const last = await dial()
    expect([last.status, last.headers.get('ratelimit-policy')]).toEqual([
      201,
      '"key";q=100;w=60, "dial";q=60;w=60',
    ])
    const refused = await dial()
    expect(refused.headers.get('ratelimit')).toContain('"dial";r=0')
    expect(await problemOf(refused)).toMatchObject({ code: 'too-many-requests' })
    expect((await asProgram('GET', '/api/calls')).status).toBe(200)
  })

  test('[RATE-6] what the carrier has signed is not counted; what it has not signed is, and refused all the same', async () => {
    app = await appUnderTest({ RATE_LIMIT_PER_MINUTE: '3' })
    const news = { CallSid: `CA${'1'.repeat(32)}`, CallStatus: 'ringing', From: '+1', To: '+2' }
    const forge = () => asCarrier('/api/twilio/status', news, { signature: 'wrong' })
    expect(counted(await statuses(5, forge))).toEqual({ 403: 5 })
    expect((await fetchApp('/api/me')).status).toBe(429)
    const genuine = await statuses(5, () => asCarrier('/api/twilio/status', news))
    expect(genuine.every((status) => status < 400)).toBe(true)
  })
})

describe('counting', () => {
  test('[RATE-7] processes share what they have counted, and a key that asks little is not written down', async () => {
    app = await appUnderTest()
    const database = openDatabase(app.ctx.config.DATABASE_URL)
    const open = () =>
      createMinuteCounter(
        openSharedCounter(
          app.ctx.config,
          (insurance) => countInPostgres(database, insurance),
          createLogger('app', 'silent'),
        ),
        () => 60_000,
      )
    const [one, two] = [open(), open()]
    for (let asked = 0; asked < 50; asked += 1) {
      await one.takeShared('a', 100)
      await two.takeShared('a', 100)
    }
    expect((await one.takeShared('a', 100)).allowed).toBe(false)
    one.take('quiet', 100)
    expect(await database.client.rateLimiterFlexible.count()).toBe(1)
    await database.close()
  })

  test('[RATE-8] a database that is away shuts no door, and opens none wide', async () => {
    app = await appUnderTest({ RATE_LIMIT_PER_MINUTE: '' })
    const counter = createMinuteCounter(
      openSharedCounter(
        { ...app.ctx.config, REDIS_URL: 'redis://127.0.0.1:1' },
        () => {
          throw new Error('Redis is meant.')
        },
        createLogger('app', 'silent'),
      ),
      () => 60_000,
    )
    const standings = []
    for (let asked = 0; asked < 12; asked += 1) standings.push(await counter.takeShared('a', 10))
    expect(standings.filter(({ allowed }) => allowed)).toHaveLength(10)
  })
})

function asProgramLater(method: string, address: string, body: unknown): Promise<Response> {
  app.advance(60_000)
  return asProgram(method, address, { body })
}
