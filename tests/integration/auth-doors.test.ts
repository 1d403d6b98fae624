import { scryptSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createOwner } from '#server/auth/create-owner.ts'
import { createContext } from '#server/context.ts'
import { openDatabase } from '#server/storage/database.ts'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import {
  API_KEY,
  appUnderTest,
  asProgram,
  cookiesOf,
  fromPage,
  ORIGIN,
  owner,
  problemOf,
  signedInOwner,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import type { TestDatabase } from '#tests/fixtures/test-database.ts'

let database: TestDatabase
let app: AppUnderTest
beforeAll(async () => {
  database = await testDatabase()
})
afterEach(async () => {
  await app[Symbol.asyncDispose]()
  await using opened = openDatabase(database.url)
  await opened.client.operator.deleteMany()
  await opened.client.setup.deleteMany()
})
afterAll(() => database[Symbol.asyncDispose]())

/** The app on this file's one database, where nobody has set anything up. */
const freshApp = (env: Record<string, string> = {}) => appUnderTest(env, database)

const signIn = (password = owner.password) =>
  fromPage('/api/auth/sign-in/email', { email: owner.email, password })

describe('the first owner', () => {
  test('is made once, is signed in at once, and can sign in again', async () => {
    app = await freshApp()
    const state = await fetchApp('/api/setup')
    expect(await state.json()).toEqual({ setUp: false, apiKeyRequired: false })
    const made = await fromPage('/api/setup', owner)
    expect(made.status).toBe(201)
    const cookie = made.headers.getSetCookie().join()
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).not.toMatch(/Secure/)
    const me = await fetchApp('/api/me', { headers: { cookie: cookiesOf(made) } })
    expect(await me.json()).toMatchObject({
      operator: { name: 'Ada', email: owner.email, role: 'owner' },
    })
    const again = await fromPage('/api/setup', { ...owner, email: 'eve@example.com' })
    expect(await problemOf(again)).toMatchObject({ code: 'already-set-up', status: 409 })
    expect((await signIn()).status).toBe(200)
    expect((await signIn('wrong horse battery')).status).toBe(401)
  })

  test('[AUTH-3] has a password that is kept as a salted hash which is slow to guess', async () => {
    app = await freshApp()
    // As the product puts itself together: people in other tests have a quicker hash.
    const ctx = createContext(app.ctx.config)
    await createOwner(ctx.auth, owner)
    await ctx.close()
    await using opened = openDatabase(database.url)
    const account = await opened.client.operatorAccount.findFirstOrThrow()
    const [salt = '', key] = account.password?.split(':') ?? []
    const cost = { N: 16_384, r: 16, maxmem: 64 * 1024 * 1024 }
    expect(salt).toMatch(/^[0-9a-f]{32}$/)
    expect(scryptSync(owner.password, salt, 64, cost).toString('hex')).toBe(key)
  })

  test('is one, when many ask at the same moment', async () => {
    app = await freshApp()
    await using opened = openDatabase(database.url)
    for (let round = 0; round < 5; round += 1) {
      await opened.client.operator.deleteMany()
      await opened.client.setup.deleteMany()
      const asked = await Promise.all(
        ['a', 'b', 'c', 'd', 'e', 'f'].map((name) =>
          fromPage('/api/setup', { ...owner, email: `${name}@example.com` }),
        ),
      )
      const statuses = asked.map(({ status }) => status).toSorted((a, b) => a - b)
      expect(statuses).toEqual([201, 409, 409, 409, 409, 409])
    }
  })

  test('must know the API key where strangers can reach the console, and gets a secure cookie there', async () => {
    const publicUrl = 'https://console.example.com'
    app = await freshApp({ PUBLIC_URL: publicUrl })
    const ask = (body: object) => fromPage('/api/setup', body, { origin: publicUrl })
    const stranger = await ask(owner)
    expect(await problemOf(stranger)).toMatchObject({
      code: 'forbidden',
      errors: [{ path: 'apiKey' }],
    })
    expect((await ask({ ...owner, apiKey: 'guess' })).status).toBe(403)
    const made = await ask({ ...owner, apiKey: API_KEY })
    expect(made.status).toBe(201)
    expect(made.headers.getSetCookie().join()).toMatch(/__Secure-switchboard.*Secure/)
  })

  test('is told what to set where there is no API key to know', async () => {
    app = await freshApp({ PUBLIC_URL: 'https://console.example.com', API_KEY: '' })
    const refused = await fromPage('/api/setup', owner, { origin: 'https://console.example.com' })
    expect((await problemOf(refused)).detail).toContain('set API_KEY')
  })

  test('cannot be made by a page of another site on its visitor’s machine', async () => {
    app = await freshApp()
    const refused = await fromPage('/api/setup', owner, { origin: 'https://evil.example.com' })
    expect(refused.status).toBe(403)
  })

  test('learns of every field that is wrong', async () => {
    app = await freshApp()
    const refused = await fromPage('/api/setup', { name: ' ', email: 'ada', password: 'short' })
    const { errors } = await problemOf(refused)
    expect(errors?.map(({ path }) => path)).toEqual(['name', 'email', 'password'])
    expect(errors?.[2]?.message).toContain('12 characters')
  })
})

describe('who may ask', () => {
  test('nobody without a key or a session, on any address that is not public', async () => {
    app = await freshApp()
    for (const address of [
      '/api/calls',
      '/api/calls/active',
      '/api/agents',
      '/api/voices',
      '/api/voices/marin/sample',
      '/api/models',
      '/api/phone-numbers',
      '/api/recordings',
      `/api/recordings/RE${'0'.repeat(32)}/audio`,
      '/api/system',
      '/api/me',
    ]) {
      const refused = await fetchApp(address)
      expect(await problemOf(refused), address).toMatchObject({
        code: 'unauthenticated',
        status: 401,
      })
    }
  })

  test('a program by X-API-Key or Bearer; a wrong key is refused even beside a session', async () => {
    app = await freshApp()
    const cookie = await signedInOwner()
    const ask = (headers: Record<string, string>) => fetchApp('/api/calls', { headers })
    expect((await ask({ 'x-api-key': API_KEY })).status).toBe(200)
    expect((await ask({ authorization: `Bearer ${API_KEY}` })).status).toBe(200)
    expect((await ask({ cookie })).status).toBe(200)
    expect((await ask({ cookie, 'x-api-key': 'wrong' })).status).toBe(401)
    expect((await ask({ 'x-api-key': '' })).status).toBe(401)
  })

  test('a key does not open what is for operators only', async () => {
    app = await freshApp()
    expect(await problemOf(await asProgram('GET', '/api/me'))).toMatchObject({ code: 'forbidden' })
    const ticket = await asProgram('POST', '/api/feed/ticket')
    expect(await problemOf(ticket)).toMatchObject({ code: 'forbidden', status: 403 })
  })

  test('a session changes things only from the console’s own pages, under either name of this machine', async () => {
    app = await freshApp()
    const cookie = await signedInOwner()
    const ask = (headers: Record<string, string>) =>
      fetchApp('/api/feed/ticket', { method: 'POST', headers: { cookie, ...headers } })
    expect((await ask({ origin: ORIGIN })).status).toBe(200)
    const twin = await ask({ origin: 'http://127.0.0.1:3000' })
    expect(await twin.json()).toMatchObject({ url: 'ws://127.0.0.1:3000/feed' })
    for (const headers of [{}, { origin: 'https://evil.example.com' }, { origin: 'null' }]) {
      expect(await problemOf(await ask(headers))).toMatchObject({ code: 'forbidden', status: 403 })
    }
  })

  test('a feed ticket opens the feed once, for the operator who asked', async () => {
    app = await freshApp()
    const cookie = await signedInOwner()
    const answer = await fromPage('/api/feed/ticket', undefined, { cookie })
    const { ticket } = (await answer.json()) as { ticket: string }
    const now = new Date(app.ctx.clock.now())
    expect(await app.ctx.stores.tickets.redeemFeedTicket(ticket, now)).toMatchObject({
      operatorId: expect.any(String),
    })
    expect(await app.ctx.stores.tickets.redeemFeedTicket(ticket, now)).toBeNull()
  })

  test('signing out ends the session', async () => {
    app = await freshApp()
    const cookie = await signedInOwner()
    await fromPage('/api/auth/sign-out', {}, { cookie })
    expect((await fetchApp('/api/me', { headers: { cookie } })).status).toBe(401)
  })

  test('nobody signs up, and what no page uses is shut', async () => {
    app = await freshApp()
    expect((await fromPage('/api/auth/sign-up/email', owner)).status).toBe(404)
    expect((await fromPage('/api/auth/update-user', { name: 'x' })).status).toBe(404)
  })

  test('guessing a password is slowed down', async () => {
    app = await freshApp()
    await signedInOwner()
    const from = { 'x-forwarded-for': '203.0.113.9' }
    const guess = () =>
      fromPage('/api/auth/sign-in/email', { email: owner.email, password: 'x'.repeat(12) }, from)
    const statuses: number[] = []
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await guess()).status)
    expect(statuses[0]).toBe(401)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('pages of other sites', () => {
  test('read answers only from allowed origins', async () => {
    app = await freshApp({ ALLOWED_ORIGINS: 'https://crm.example.com' })
    const ask = (origin: string) => asProgram('GET', '/api/calls', { headers: { origin } })
    const allowed = await ask('https://crm.example.com')
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://crm.example.com')
    const other = await ask('https://evil.example.com')
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull()
  })
})
