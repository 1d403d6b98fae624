import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { accountKey } from '#server/http/device-cookie.ts'
import { passwordLanes } from '#server/http/sign-in-lanes.ts'
import {
  appUnderTest,
  cookiesOf,
  fromPage,
  owner,
  problemOf,
  signedInOwner,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'

let app: AppUnderTest
beforeAll(async () => {
  app = await appUnderTest()
  await signedInOwner()
  vi.useFakeTimers({ toFake: ['Date'] })
})
// Whatever was counted is forgotten by then.
beforeEach(() => wait(2 * 86_400))
afterAll(async () => {
  vi.useRealTimers()
  await app[Symbol.asyncDispose]()
})

type Try = { email?: string; password?: string; address?: string; cookie?: string }
const signIn = ({ email = owner.email, password = 'wrong horse battery', ...from }: Try = {}) =>
  fromPage(
    '/api/auth/sign-in/email',
    { email, password },
    {
      'x-switchboard-socket': from.address ?? '203.0.113.1',
      ...(from.cookie !== undefined && { cookie: from.cookie }),
    },
  )
const right = (from: Try = {}) => signIn({ password: owner.password, ...from })

async function statuses(count: number, ask: (number: number) => Promise<Response>) {
  const all: number[] = []
  for (let asked = 0; asked < count; asked += 1) all.push((await ask(asked)).status)
  return all
}
const requestFrom = (address: string) =>
  new Request('http://localhost:3000/', { headers: { 'x-switchboard-socket': address } })
function wait(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1_000)
  app.advance(seconds * 1_000)
}
/** What stands in the audit log since then, newest first. */
const entriesSince = async (from: Date) => {
  const { items } = await app.ctx.stores.audit.list({ limit: 100, from: from.toISOString() })
  return items.map(({ action, result, actor, detail }) => ({
    action,
    result,
    actor: actor.kind,
    status: detail['status'],
  }))
}

describe('guessing a password', () => {
  test('[RATE-10] waits grow with each wrong try, and the right password after a wait ends them', async () => {
    expect(await statuses(6, () => signIn())).toEqual([401, 401, 401, 401, 401, 429])
    const refused = await right()
    expect(await problemOf(refused)).toMatchObject({ code: 'too-many-requests', status: 429 })
    expect(Number(refused.headers.get('retry-after'))).toBe(15)
    wait(15)
    expect((await signIn()).status).toBe(401)
    expect(Number((await signIn()).headers.get('retry-after'))).toBe(30)
    wait(30)
    expect((await right()).status).toBe(200)
    expect(await statuses(6, () => signIn())).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('[RATE-10] however long somebody goes on, the wait is a quarter of an hour at most', async () => {
    const lane = { key: 'account:a', free: 5, rememberSeconds: 86_400 }
    const { signIn: throttle } = app.ctx.limits
    for (let tried = 0; tried < 14; tried += 1) {
      expect(await throttle.begin([lane])).toBeNull()
      wait(900)
    }
    expect(await throttle.begin([lane])).toBeNull()
    expect(await throttle.begin([lane])).toEqual({ waitSeconds: 900 })
    wait(900)
    expect(await throttle.begin([lane])).toBeNull()
    await throttle.clear(lane)
    expect(await throttle.begin([lane])).toBeNull()
  })

  test('[RATE-10] thirty tries at the same instant, in any spelling, are thirty', async () => {
    const tried = await Promise.all(
      Array.from({ length: 30 }, (_, number) => {
        const email = number % 2 === 0 ? owner.email : owner.email.toUpperCase()
        const request = requestFrom(`203.0.113.${number}`)
        const lanes = passwordLanes(app.ctx, request, accountKey(email, app.ctx.config))
        return app.ctx.limits.signIn.begin([...lanes.shared, lanes.own])
      }),
    )
    const through = tried.filter((refused) => refused === null).length
    expect(through).toBeGreaterThan(0)
    expect(through).toBeLessThanOrEqual(5)
  })

  test('[RATE-11] an account that does not exist is answered like one that does', async () => {
    const known = await statuses(6, () => signIn())
    const unknown = await statuses(6, () => signIn({ email: 'nobody@example.com' }))
    expect(unknown).toEqual(known)
  })

  test('[RATE-12] an address that tries one account after the other waits, too; others do not', async () => {
    for (let tried = 0; tried < 19; tried += 1) {
      const account = accountKey(`p${tried}@example.com`, app.ctx.config)
      const { shared, own } = passwordLanes(app.ctx, requestFrom('203.0.113.1'), account)
      await app.ctx.limits.signIn.begin([...shared, own])
    }
    const [last, late] = await statuses(2, (number) => signIn({ email: `q${number}@example.com` }))
    expect([last, late]).toEqual([401, 429])
    expect((await right({ address: '203.0.113.2' })).status).toBe(200)
  })

  test('[RATE-13] who signed in with this browser before does not wait for strangers', async () => {
    const cookie = cookiesOf(await right())
    const account = accountKey(owner.email, app.ctx.config)
    for (let tried = 0; tried < 6; tried += 1) {
      const { own } = passwordLanes(app.ctx, requestFrom('203.0.113.9'), account)
      await app.ctx.limits.signIn.begin([own])
    }
    expect((await right({ address: '203.0.113.3' })).status).toBe(429)
    expect((await right({ address: '203.0.113.3', cookie })).status).toBe(200)
    const guessed = await statuses(6, () => signIn({ address: '203.0.113.3', cookie }))
    expect(guessed).toEqual([401, 401, 401, 401, 401, 429])
  })

  test('[RATE-14] what is tried stands in the audit log, but not who was tried, and a flood once a minute', async () => {
    const begin = new Date(app.ctx.clock.now())
    await right()
    await statuses(15, () => signIn())
    const listed = await entriesSince(begin)
    expect(listed.filter(({ status }) => status === 429)).toHaveLength(1)
    expect(listed.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(listed.filter(({ actor }) => actor === 'operator')).toEqual([
      { action: 'signIn', result: 'done', actor: 'operator', status: 200 },
    ])
    const rows = await app.ctx.stores.audit.list({ limit: 100 })
    expect(JSON.stringify(rows)).not.toContain(owner.email)
  })

  test('[RATE-14] signing out is entered by name', async () => {
    const begin = new Date(app.ctx.clock.now())
    const cookie = cookiesOf(await right())
    await fromPage('/api/auth/sign-out', {}, { cookie })
    expect((await entriesSince(begin))[0]).toEqual({
      action: 'signOut',
      result: 'done',
      actor: 'operator',
      status: 200,
    })
  })

  test('[RATE-15] a second factor is not guessed faster', async () => {
    const tries = await statuses(7, () =>
      fromPage(
        '/api/auth/two-factor/verify-totp',
        { code: '123456' },
        { cookie: 'switchboard.two_factor=made.up' },
      ),
    )
    expect(tries).toEqual([401, 401, 401, 401, 401, 429, 429])
  })

  test('[HEAD-10] a sign-in that is too large, no JSON, or of another site gets no further', async () => {
    const post = (body: unknown, headers: Record<string, string> = {}) =>
      fromPage('/api/auth/sign-in/email', body, headers)
    const large = await post({ email: owner.email, password: 'x'.repeat(300_000) })
    expect((await problemOf(large)).status).toBe(413)
    const nul = await post({ email: owner.email, password: 'a\0b' })
    expect((await problemOf(nul)).status).toBe(400)
    const form = await post({}, { 'content-type': 'application/x-www-form-urlencoded' })
    expect((await problemOf(form)).status).toBe(415)
    const foreign = await post(
      { email: owner.email, password: owner.password },
      { origin: 'https://crm.example.com' },
    )
    expect((await problemOf(foreign)).status).toBe(403)
  })
})
