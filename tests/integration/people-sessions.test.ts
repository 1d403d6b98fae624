import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { signedInSessionSchema, type SignedInSession } from '#contracts/people.ts'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import {
  appUnderTest,
  asPerson,
  cookiesOf,
  fromPage,
  problemOf,
  signedInAs,
  signedInOwner,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'

const password = 'a password of some length'

let app: AppUnderTest
let asOwner: string
beforeAll(async () => {
  app = await appUnderTest({ TRUSTED_PROXIES: '1' })
  asOwner = await signedInOwner()
})
beforeEach(() => app.advance(61_000))
afterAll(() => app[Symbol.asyncDispose]())

let people = 0
async function somebody(role: 'operator' | 'viewer' = 'operator') {
  const email = `person-${(people += 1)}@example.com`
  const cookie = await signedInAs(role, { email, password, invitedBy: asOwner })
  return { email, cookie, id: await idOf(cookie) }
}
const idOf = async (cookie: string): Promise<string> => {
  const me = await asPerson(cookie, 'GET', '/api/me')
  return ((await me.json()) as { operator: { id: string } }).operator.id
}
const signIn = (email: string, given: string, headers: Record<string, string> = {}) =>
  fromPage('/api/auth/sign-in/email', { email, password: given }, headers)
const meStatus = async (cookie: string) => (await asPerson(cookie, 'GET', '/api/me')).status
async function sessionsAt(address: string, cookie: string): Promise<SignedInSession[]> {
  const listed = await asPerson(cookie, 'GET', address)
  const { items } = (await listed.json()) as { items: unknown[] }
  return items.map((item) => signedInSessionSchema.parse(item))
}

test('[PEOPLE-11] changing a password takes the current one, and ends every other session', async () => {
  const { email, cookie } = await somebody()
  const elsewhere = cookiesOf(await signIn(email, password))
  const next = 'another password, long enough'
  const change = (current: string, wanted = next) =>
    asPerson(cookie, 'POST', '/api/me/password', { current, next: wanted })
  expect(await problemOf(await change('a wrong password'))).toMatchObject({
    code: 'password-wrong',
    status: 403,
    errors: [{ path: 'current' }],
  })
  expect((await change(password, 'short')).status).toBe(400)
  expect(await meStatus(elsewhere)).toBe(200)
  const changed = await change(password)
  expect(changed.status).toBe(204)
  expect(await meStatus(elsewhere)).toBe(401)
  expect(await meStatus(cookie)).toBe(401)
  expect(await meStatus(cookiesOf(changed))).toBe(200)
  expect((await signIn(email, password)).status).toBe(401)
  expect((await signIn(email, next)).status).toBe(200)
})

test('[PEOPLE-11] who has got hold of a session is slowed down in guessing the password', async () => {
  const { cookie } = await somebody()
  const guess = () =>
    asPerson(cookie, 'POST', '/api/me/totp', { password: 'a guess at a password' })
  const answers: Response[] = []
  for (let tries = 0; tries < 7; tries += 1) answers.push(await guess())
  expect(answers[0]?.status).toBe(403)
  expect(answers.at(-1)?.status).toBe(429)
  expect(answers.at(-1)?.headers.get('retry-after')).toMatch(/^\d+$/)
})

test('[PEOPLE-12] everybody sees where they are signed in, and signs out there', async () => {
  const { email, cookie } = await somebody()
  const phone = { 'user-agent': 'A phone', 'x-forwarded-for': '203.0.113.7' }
  const onPhone = cookiesOf(await signIn(email, password, phone))
  const sessions = await sessionsAt('/api/me/sessions', cookie)
  expect(sessions).toHaveLength(2)
  const there = sessions.find(({ userAgent }) => userAgent === 'A phone')
  expect(there).toMatchObject({ address: '203.0.113.7', current: false })
  expect(sessions.filter(({ current }) => current)).toHaveLength(1)
  const end = () => asPerson(cookie, 'DELETE', `/api/me/sessions/${there?.id}`)
  expect((await end()).status).toBe(204)
  expect(await meStatus(onPhone)).toBe(401)
  expect(await meStatus(cookie)).toBe(200)
  expect(await problemOf(await end())).toMatchObject({ code: 'session-not-found', status: 404 })
})

test('[PEOPLE-12] the list holds nothing that would let somebody in', async () => {
  const { cookie, id } = await somebody()
  const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? ''
  expect(token.length).toBeGreaterThan(20)
  for (const [who, address] of [
    [cookie, '/api/me/sessions'],
    [asOwner, `/api/people/${id}/sessions`],
    [asOwner, '/api/people'],
  ] as const) {
    expect(await (await asPerson(who, 'GET', address)).text(), address).not.toContain(token)
  }
})

test('[PEOPLE-13] nobody ends the session of somebody else, but an owner does', async () => {
  const one = await somebody()
  const other = await somebody('viewer')
  const [session] = await sessionsAt(`/api/people/${one.id}/sessions`, asOwner)
  expect(session).toMatchObject({ current: false })
  const asOther = await asPerson(other.cookie, 'DELETE', `/api/me/sessions/${session?.id}`)
  expect(await problemOf(asOther)).toMatchObject({ code: 'session-not-found' })
  const misnamed = `/api/people/${other.id}/sessions/${session?.id}`
  expect((await asPerson(asOwner, 'DELETE', misnamed)).status).toBe(404)
  expect(await meStatus(one.cookie)).toBe(200)
  const ended = `/api/people/${one.id}/sessions/${session?.id}`
  expect((await asPerson(asOwner, 'DELETE', ended)).status).toBe(204)
  expect(await meStatus(one.cookie)).toBe(401)
  const unknown = await asPerson(asOwner, 'GET', '/api/people/nobody/sessions')
  expect(await problemOf(unknown)).toMatchObject({ code: 'person-not-found', status: 404 })
})

test('[PEOPLE-14] a cookie that was signed out, made up or planted opens nothing', async () => {
  const { email, cookie } = await somebody()
  const again = await signIn(email, password, { cookie })
  const fresh = cookiesOf(again)
  expect(fresh).not.toBe(cookie)
  await fromPage('/api/auth/sign-out', {}, { cookie: fresh })
  expect(await meStatus(fresh)).toBe(401)
  const [name = '', value = ''] = cookie.split('=')
  const [token = ''] = decodeURIComponent(value).split('.')
  for (const forged of [token, `${token}.`, `${token}.${'A'.repeat(43)}=`, 'x'.repeat(4_000)]) {
    expect(await meStatus(`${name}=${encodeURIComponent(forged)}`)).toBe(401)
  }
  expect(await meStatus(cookie)).toBe(200)
})

test('[PEOPLE-14] a cookie is out of reach of scripts and other sites, and of plain http where there is https', async () => {
  const { email } = await somebody()
  const [cookie = ''] = (await signIn(email, password)).headers.getSetCookie()
  expect(cookie).toMatch(/; HttpOnly/)
  expect(cookie).toMatch(/; SameSite=Lax/)
  const answer = await fetchApp('/api/auth/get-session', {
    headers: { cookie: cookie.split(';')[0] ?? '' },
  })
  expect(answer.status).toBe(200)
})
