import { beforeEach, expect, test } from 'vitest'
import { invitationSchema } from '#contracts/people.ts'
import type { Database } from '#server/storage/database.ts'
import {
  asPerson,
  cookiesOf,
  fromPage,
  ORIGIN,
  problemOf,
  signedInAs,
  signedInOwner,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { useApp } from '#tests/fixtures/use-app.ts'

const DAY_MS = 86_400_000
const password = 'a password of some length'

let app: AppUnderTest
let database: Database
let asOwner: string
useApp({}, async (opened) => {
  app = opened.app
  database = opened.database
  asOwner = await signedInOwner()
})
beforeEach(() => app.advance(61_000))

let people = 0
const somebody = () => `person-${(people += 1)}@example.com`
const tokenOf = (url: string) => new URL(url).hash.slice(1)

async function invite(email: string, role = 'operator', by = asOwner) {
  const invited = await asPerson(by, 'POST', '/api/invitations', { email, role })
  expect(invited.status).toBe(201)
  const { url, expiresAt, invitation } = (await invited.json()) as Record<string, unknown>
  return {
    url: String(url),
    token: tokenOf(String(url)),
    expiresAt: String(expiresAt),
    invitation: invitationSchema.parse(invitation),
  }
}
const accept = (token: string, name = 'Grace') =>
  fromPage('/api/invitations/accept', { token, name, password })
const signIn = (email: string, given: string) =>
  fromPage('/api/auth/sign-in/email', { email, password: given })
const idOf = async (cookie: string): Promise<string> => {
  const me = await asPerson(cookie, 'GET', '/api/me')
  return ((await me.json()) as { operator: { id: string } }).operator.id
}
async function resetLinkFor(id: string, by = asOwner) {
  const made = await asPerson(by, 'POST', `/api/people/${id}/reset-link`)
  expect(made.status).toBe(201)
  const { url } = (await made.json()) as { url: string }
  return { url, token: tokenOf(url) }
}
const reset = (token: string, next: string) =>
  fromPage('/api/password-resets', { token, password: next })
const openInvitations = async () => {
  const listed = await asPerson(asOwner, 'GET', '/api/invitations')
  return ((await listed.json()) as { items: { email: string }[] }).items.map(({ email }) => email)
}
async function expectUsed(response: Response) {
  const { code, status, detail } = await problemOf(response)
  expect({ code, status }).toEqual({ code: 'link-used', status: 410 })
  return detail
}

test('[PEOPLE-5] an invitation makes one account, of its e-mail and role, and signs in', async () => {
  const email = somebody()
  const { token, invitation } = await invite(email.toUpperCase(), 'viewer')
  expect(invitation).toMatchObject({ email, role: 'viewer', createdBy: 'Ada' })
  const opened = await fromPage('/api/invitations/open', { token })
  expect(await opened.json()).toEqual({ email, role: 'viewer', expiresAt: invitation.expiresAt })
  const accepted = await accept(token)
  expect(accepted.status).toBe(201)
  const me = await asPerson(cookiesOf(accepted), 'GET', '/api/me')
  expect(await me.json()).toMatchObject({ operator: { name: 'Grace', email, role: 'viewer' } })
  expect((await signIn(email, password)).status).toBe(200)
  await expectUsed(await accept(token))
})

test('[PEOPLE-5] accepted many times at the same instant, it makes one account', async () => {
  const email = somebody()
  const { token } = await invite(email)
  const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => accept(token, name)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    201, 410, 410, 410,
  ])
  expect(await database.client.operator.count({ where: { email } })).toBe(1)
  expect(await database.client.operatorAccount.count({ where: { user: { email } } })).toBe(1)
})

test('[PEOPLE-5] who asks for more than was offered gets nothing', async () => {
  const { token } = await invite(somebody(), 'viewer')
  for (const more of [{ role: 'owner' }, { email: 'eve@example.com' }]) {
    const body = { token, name: 'Eve', password, ...more }
    expect((await fromPage('/api/invitations/accept', body)).status).toBe(400)
  }
  expect((await accept(token)).status).toBe(201)
})

test('[PEOPLE-6] unknown, used, expired, withdrawn and replaced links are answered alike', async () => {
  const told = new Set<string>()
  const used = await invite(somebody())
  await accept(used.token)
  const withdrawn = await invite(somebody())
  const gone = `/api/invitations/${withdrawn.invitation.id}`
  expect((await asPerson(asOwner, 'DELETE', gone)).status).toBe(204)
  const twice = await asPerson(asOwner, 'DELETE', gone)
  expect(await problemOf(twice)).toMatchObject({ code: 'invitation-not-found' })
  const email = somebody()
  const replaced = await invite(email, 'owner')
  const newer = await invite(email, 'viewer')
  for (const token of ['made-up', used.token, withdrawn.token, replaced.token]) {
    told.add(await expectUsed(await fromPage('/api/invitations/open', { token })))
    told.add(await expectUsed(await accept(token)))
    told.add(await expectUsed(await fromPage('/api/password-resets/open', { token })))
    told.add(await expectUsed(await reset(token, password)))
  }
  expect((await openInvitations()).filter((one) => one === email)).toHaveLength(1)
  app.advance(7 * DAY_MS + 1)
  told.add(await expectUsed(await accept(newer.token)))
  expect(await openInvitations()).toEqual([])
  expect(told.size).toBe(1)
})

test('[PEOPLE-6] a link for one thing does not do another', async () => {
  const invitation = await invite(somebody())
  await expectUsed(await reset(invitation.token, password))
  const link = await resetLinkFor(await idOf(asOwner))
  await expectUsed(await accept(link.token))
  await expectUsed(await fromPage('/api/invitations/open', { token: link.token }))
})

test('[PEOPLE-7] a link carries 256 random bits behind its #, of which only the hash is kept', async () => {
  const { url, token } = await invite(somebody())
  const { url: resetUrl } = await resetLinkFor(await idOf(asOwner))
  expect(url).toMatch(new RegExp(`^${ORIGIN}/invitation#[\\w-]{43}$`))
  expect(resetUrl).toMatch(new RegExp(`^${ORIGIN}/reset-password#[\\w-]{43}$`))
  const kept = JSON.stringify(await database.client.operatorLink.findMany())
  expect(kept).not.toContain(token)
  expect(kept).not.toContain(tokenOf(resetUrl))
})

test('[PEOPLE-8] whoever is removed, or no owner any more, has no link left to come back by', async () => {
  for (const how of ['demoted', 'removed'] as const) {
    const leaving = await signedInAs('owner')
    const id = await idOf(leaving)
    const { token } = await invite(somebody(), 'owner', leaving)
    const link = await resetLinkFor(await idOf(asOwner), leaving)
    const ended =
      how === 'demoted'
        ? await asPerson(asOwner, 'PATCH', `/api/people/${id}`, { role: 'viewer' })
        : await asPerson(asOwner, 'DELETE', `/api/people/${id}`)
    expect(ended.ok).toBe(true)
    await expectUsed(await accept(token))
    await expectUsed(await reset(link.token, password))
  }
})

test('[PEOPLE-9] a reset link sets a new password once, within a day, and ends every session', async () => {
  const email = somebody()
  const cookie = await signedInAs('operator', { email, password })
  const id = await idOf(cookie)
  const { token } = await resetLinkFor(id)
  const opened = await fromPage('/api/password-resets/open', { token })
  expect(await opened.json()).toMatchObject({ email, role: null })
  const next = 'another password, long enough'
  const answers = await Promise.all([reset(token, next), reset(token, next)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 410])
  expect((await asPerson(cookie, 'GET', '/api/me')).status).toBe(401)
  expect((await signIn(email, password)).status).toBe(401)
  expect((await signIn(email, next)).status).toBe(200)
  const older = await resetLinkFor(id)
  const newer = await resetLinkFor(id)
  await expectUsed(await reset(older.token, next))
  app.advance(DAY_MS + 1)
  await expectUsed(await reset(newer.token, next))
})

test('[PEOPLE-10] a page of another site can neither open nor use a link in its visitor’s name', async () => {
  const { token } = await invite(somebody())
  const link = await resetLinkFor(await idOf(asOwner))
  const asked: [string, Record<string, string>][] = [
    ['/api/invitations/open', { token }],
    ['/api/invitations/accept', { token, name: 'Eve', password }],
    ['/api/password-resets/open', { token: link.token }],
    ['/api/password-resets', { token: link.token, password }],
  ]
  for (const [address, body] of asked) {
    const refused = await fromPage(address, body, { origin: 'https://evil.example.com' })
    expect(await problemOf(refused), address).toMatchObject({ code: 'forbidden', status: 403 })
  }
  expect((await accept(token)).status).toBe(201)
})

test('nobody is invited who has an account, or gets a password that is too short', async () => {
  const invited = await asPerson(asOwner, 'POST', '/api/invitations', {
    email: 'Ada@Example.com',
    role: 'viewer',
  })
  expect(await problemOf(invited)).toMatchObject({ code: 'email-taken', status: 409 })
  const { token } = await invite(somebody())
  const short = await fromPage('/api/invitations/accept', { token, name: 'G', password: 'short' })
  expect((await problemOf(short)).errors?.[0]?.message).toContain('12 characters')
  const unknown = await asPerson(asOwner, 'POST', '/api/people/nobody/reset-link')
  expect(await problemOf(unknown)).toMatchObject({ code: 'person-not-found', status: 404 })
})
