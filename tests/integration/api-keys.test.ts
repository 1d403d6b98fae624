import { describe, expect, test } from 'vitest'
import type { ApiKey, CreateApiKey, NewApiKey } from '#contracts/api-key.ts'
import type { Scope } from '#contracts/scope.ts'
import { newKey } from '#server/auth/new-key.ts'
import { requireCaller } from '#server/http/require-caller.ts'
import { createKey } from '#server/keys/create-key.ts'
import { rotateKey } from '#server/keys/rotate-key.ts'
import type { Database } from '#server/storage/database.ts'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import {
  API_KEY,
  asProgram,
  fromPage,
  ORIGIN,
  problemOf,
  signedInOwner,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { useApp } from '#tests/fixtures/use-app.ts'

let app: AppUnderTest
let database: Database
let cookie: string
useApp({ TRUSTED_PROXIES: '1' }, async (opened) => {
  app = opened.app
  database = opened.database
  cookie = await signedInOwner()
})

const hourMs = 3_600_000
const dayMs = 24 * hourMs

async function make(wanted: Partial<CreateApiKey> = {}): Promise<NewApiKey> {
  const body = { name: 'CRM', scopes: ['calls:read'], ...wanted }
  const made = await fromPage('/api/keys', body, { cookie })
  expect(made.status).toBe(201)
  return (await made.json()) as NewApiKey
}

const read = (headers: Record<string, string>, address = '/api/calls') =>
  fetchApp(address, { headers })
const statusWith = async (secret: string) => (await read({ 'x-api-key': secret })).status
const change = (method: string, address: string, body?: unknown) =>
  fetchApp(address, {
    method,
    headers: { cookie, origin: ORIGIN, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
const keyOf = async (id: string) => {
  const listed = await read({ cookie }, '/api/keys')
  const { items } = (await listed.json()) as { items: ApiKey[] }
  return items.find((key) => key.id === id)
}

/** Asks with these headers, and answers how often the database was asked for a key. */
async function lookUps(headers: Record<string, string>): Promise<number> {
  let asked = 0
  const apiKeys = {
    ...app.ctx.stores.apiKeys,
    findValid: (hash: string, now: Date) => {
      asked += 1
      return app.ctx.stores.apiKeys.findValid(hash, now)
    },
  }
  const ctx = { ...app.ctx, stores: { ...app.ctx.stores, apiKeys } }
  const met = await requireCaller(new Request(`${ORIGIN}/api/calls`, { headers }), ctx)
  expect(met.ok).toBe(headers['x-api-key'] === API_KEY)
  return asked
}

describe('a key', () => {
  test('[APIKEY-1] is shown once; only its SHA-256 and how it begins are kept', async () => {
    const { key, secret } = await make({ name: 'Till' })
    expect(secret).toMatch(/^sb_[A-Za-z0-9]{8}_[\w-]{43}$/)
    expect(secret.startsWith(`${key.prefix}_`)).toBe(true)
    expect(key).toMatchObject({ name: 'Till', createdBy: 'Ada', perMinute: null, lastUsedAt: null })
    const listed = await (await read({ cookie }, '/api/keys')).text()
    expect(listed).toContain(key.prefix)
    expect(listed).not.toContain(secret.slice(key.prefix.length + 1))
    const rows = await database.client.$queryRaw<
      { row: string }[]
    >`SELECT k::text AS row FROM api_keys k`
    expect(JSON.stringify(rows)).not.toContain(secret.slice(key.prefix.length + 1))
  })

  test('[APIKEY-2] comes as X-API-Key or as a Bearer token', async () => {
    const { secret } = await make()
    expect(await statusWith(secret)).toBe(200)
    expect((await read({ authorization: `Bearer ${secret}` })).status).toBe(200)
    expect((await read({ authorization: `bearer  ${secret} ` })).status).toBe(200)
    expect((await read({ authorization: `Bearer ${secret}`, 'x-api-key': secret })).status).toBe(
      200,
    )
    expect((await read({ authorization: `Basic ${secret}` })).status).toBe(401)
  })

  test('[APIKEY-3] in an address is refused, and the refusal says where it belongs', async () => {
    for (const name of ['api_key', 'apikey', 'apiKey', 'API-Key', 'key', 'token', 'access_token']) {
      const refused = await read({ 'x-api-key': API_KEY }, `/api/calls?${name}=${API_KEY}`)
      const problem = await problemOf(refused)
      expect(problem, name).toMatchObject({ code: 'bad-request', status: 400 })
      expect(problem.detail).toContain('X-API-Key')
      expect(JSON.stringify(problem)).not.toContain(API_KEY)
    }
  })

  test('[APIKEY-4] that comes with another one is refused, as is anything wrong beside a session', async () => {
    const { secret } = await make()
    const two = await read({ 'x-api-key': secret, authorization: `Bearer ${API_KEY}` })
    expect(await problemOf(two)).toMatchObject({ code: 'bad-request', status: 400 })
    for (const authorization of ['Bearer', 'Bearer  ', `Bearer ${secret} ${secret}`]) {
      expect((await read({ cookie, authorization })).status, authorization).toBe(401)
    }
    expect((await read({ cookie, 'x-api-key': `${secret}, ${secret}` })).status).toBe(401)
  })

  test('[APIKEY-5] without the shape of a key costs no look-up, and neither does the environment’s own', async () => {
    const { secret } = await make()
    const shapeless = ['', 'x', secret.slice(0, -1), `${secret}A`, `SB${secret.slice(2)}`]
    const odd = ['a'.repeat(8_000), secret.replace('sb_', 'sb-'), `${secret.slice(0, -1)}é`]
    for (const text of [...shapeless, ...odd, API_KEY]) {
      expect(await lookUps({ 'x-api-key': text }), text).toBe(0)
    }
    expect(await lookUps({ 'x-api-key': newKey().secret })).toBe(1)
  })

  test('[APIKEY-6] of the environment may do everything, and is not in the list', async () => {
    const listed = await asProgram('GET', '/api/keys')
    expect(listed.status).toBe(200)
    expect(await listed.text()).not.toContain('environment')
    const made = await asProgram('POST', '/api/keys', {
      body: { name: 'By a program', scopes: ['calls:write'] },
    })
    expect(await made.json()).toMatchObject({ key: { createdBy: null, scopes: ['calls:write'] } })
  })

  test('[APIKEY-7] lives 90 days unless told otherwise, or for ever', async () => {
    const { key } = await make()
    expect(Date.parse(key.expiresAt!) - app.ctx.clock.now()).toBe(90 * dayMs)
    expect((await make({ expiresInDays: null })).key.expiresAt).toBeNull()
    const brief = await make({ expiresInDays: 1 })
    expect(await statusWith(brief.secret)).toBe(200)
    app.advance(dayMs)
    expect(await statusWith(brief.secret)).toBe(401)
  })

  test('[APIKEY-8] is renamed and given another rate, but never other scopes', async () => {
    const { key } = await make()
    const address = `/api/keys/${key.id}`
    const changed = await change('PATCH', address, { name: ' Warehouse ', perMinute: 600 })
    expect(await changed.json()).toEqual({ ...key, name: 'Warehouse', perMinute: 600 })
    const wider = await change('PATCH', address, { scopes: ['admin'] })
    expect(await problemOf(wider)).toMatchObject({ code: 'bad-request' })
    expect((await keyOf(key.id))?.scopes).toEqual(['calls:read'])
  })

  test('[APIKEY-9] that is revoked is refused at once, however often it is revoked', async () => {
    const { key, secret } = await make()
    expect(await statusWith(secret)).toBe(200)
    const revoked = (await (await change('DELETE', `/api/keys/${key.id}`)).json()) as ApiKey
    expect(revoked.revokedAt).not.toBeNull()
    expect(await statusWith(secret)).toBe(401)
    app.advance(1_000)
    const again = (await (await change('DELETE', `/api/keys/${key.id}`)).json()) as ApiKey
    expect(again.revokedAt).toBe(revoked.revokedAt)
  })

  test('[APIKEY-10] notes its last use and from where, once a minute at most', async () => {
    const { key, secret } = await make()
    const use = (address: string) =>
      read({ 'x-api-key': secret, 'x-forwarded-for': address }).then(({ status }) => status)
    const lastUse = async () => {
      const { lastUsedAt, lastUsedFrom } = (await keyOf(key.id))!
      return { at: lastUsedAt && Date.parse(lastUsedAt), from: lastUsedFrom }
    }
    const firstAt = app.ctx.clock.now()
    await use('203.0.113.1')
    await expect.poll(lastUse).toEqual({ at: firstAt, from: '203.0.113.1' })
    app.advance(30_000)
    await use('203.0.113.2')
    app.advance(30_001)
    const thirdAt = app.ctx.clock.now()
    await use('203.0.113.3')
    await expect.poll(lastUse).toEqual({ at: thirdAt, from: '203.0.113.3' })
  })

  test('[APIKEY-10] works though its use cannot be noted', async () => {
    const { secret } = await make()
    const apiKeys = {
      ...app.ctx.stores.apiKeys,
      recordUse: () => Promise.reject(new Error('the database is busy')),
    }
    const ctx = { ...app.ctx, stores: { ...app.ctx.stores, apiKeys } }
    const request = new Request(`${ORIGIN}/api/calls`, { headers: { 'x-api-key': secret } })
    expect(await requireCaller(request, ctx)).toMatchObject({ ok: true })
  })
})

describe('rotation', () => {
  const rotate = (id: string, body: unknown) => change('POST', `/api/keys/${id}/rotate`, body)

  test('[APIKEY-11] makes a successor of the same scopes, rate and life; the old key has its grace', async () => {
    const old = await make({ name: 'Shop', scopes: ['calls:read', 'calls:write'], perMinute: 50 })
    app.advance(10 * dayMs)
    const rotated = await rotate(old.key.id, { graceHours: 24 })
    expect(rotated.status).toBe(201)
    const { key, secret } = (await rotated.json()) as NewApiKey
    expect(key).toMatchObject({ name: 'Shop', scopes: old.key.scopes, perMinute: 50 })
    const livesMs = Date.parse(key.expiresAt!) - app.ctx.clock.now()
    expect(Math.abs(livesMs - 90 * dayMs)).toBeLessThan(2 * dayMs)
    expect([await statusWith(old.secret), await statusWith(secret)]).toEqual([200, 200])
    app.advance(24 * hourMs)
    expect([await statusWith(old.secret), await statusWith(secret)]).toEqual([401, 200])
  })

  test('[APIKEY-12] without grace ends the old key at once, and grace never prolongs it', async () => {
    const old = await make()
    await rotate(old.key.id, { graceHours: 0 })
    expect(await statusWith(old.secret)).toBe(401)
    const brief = await make({ expiresInDays: 1 })
    await rotate(brief.key.id, { graceHours: 168 })
    expect((await keyOf(brief.key.id))?.expiresAt).toBe(brief.key.expiresAt)
  })

  test('[APIKEY-13] of a key that is revoked, expired or unknown is refused', async () => {
    const { key } = await make()
    await change('DELETE', `/api/keys/${key.id}`)
    expect(await problemOf(await rotate(key.id, {}))).toMatchObject({ code: 'conflict' })
    const brief = await make({ expiresInDays: 1 })
    app.advance(dayMs)
    expect(await problemOf(await rotate(brief.key.id, {}))).toMatchObject({ code: 'conflict' })
    for (const refused of [
      await rotate('nobody', {}),
      await change('PATCH', '/api/keys/nobody', { name: 'x' }),
      await change('DELETE', '/api/keys/nobody'),
    ]) {
      expect(await problemOf(refused)).toMatchObject({ code: 'key-not-found', status: 404 })
    }
  })
})

describe('who makes a key', () => {
  test('[APIKEY-14] needs admin, and gives away nothing that they lack', async () => {
    const { secret } = await make({ scopes: ['calls:write', 'agents:write'] })
    const asked = await asProgram('POST', '/api/keys', {
      headers: { 'x-api-key': secret },
      body: { name: 'x', scopes: ['calls:write'] },
    })
    expect(await problemOf(asked)).toMatchObject({ code: 'forbidden', status: 403 })

    const maker = { operatorId: null, scopes: ['calls:read'] satisfies Scope[] }
    const wanted = { name: 'x', expiresInDays: null, perMinute: null }
    const refused = [
      await createKey(app.ctx, maker, { ...wanted, scopes: ['calls:read', 'admin'] }),
      await rotateKey(app.ctx, maker, (await make({ scopes: ['admin'] })).key.id, {
        graceHours: 1,
      }),
    ]
    for (const answer of refused) expect(answer).toMatchObject({ ok: false, problem: 'forbidden' })
    expect(await createKey(app.ctx, maker, { ...wanted, scopes: ['calls:read'] })).toMatchObject({
      ok: true,
    })
  })

  test('[APIKEY-15] names it and chooses scopes, each once', async () => {
    const nameless = await change('POST', '/api/keys', { name: ' ', scopes: [] })
    const { errors } = await problemOf(nameless)
    expect(errors?.map(({ path }) => path)).toEqual(['name', 'scopes'])
    const { key } = await make({ scopes: ['recordings:read', 'calls:read', 'calls:read'] })
    expect(key.scopes).toEqual(['calls:read', 'recordings:read'])
  })
})
