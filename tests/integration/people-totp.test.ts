import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { recoveryCodesSchema, totpSetupSchema } from '#contracts/people.ts'
import type { Database } from '#server/storage/database.ts'
import {
  asPerson,
  cookiesOf,
  fromPage,
  problemOf,
  signedInAs,
  signedInOwner,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { codeOf, wrongCodeOf } from '#tests/fixtures/authenticator.ts'
import { useApp } from '#tests/fixtures/use-app.ts'

const password = 'a password of some length'

let app: AppUnderTest
let database: Database
let asOwner: string
useApp({ TRUSTED_PROXIES: '1' }, async (opened) => {
  app = opened.app
  database = opened.database
  asOwner = await signedInOwner()
})
beforeEach(() => {
  app.advance(61_000)
  // A code is good for half a minute, which may end at any line: here it stands still.
  const halfMinutes = Math.floor(Date.now() / 30_000)
  vi.useFakeTimers({ toFake: ['Date'], now: (halfMinutes + 0.5) * 30_000 })
})
afterEach(() => vi.useRealTimers())

let people = 0
/** Tries are counted by address too: a test has one of its own. */
let address = 0
beforeEach(() => {
  address += 1
})
const fromHere = () => ({ 'x-forwarded-for': `203.0.113.${address}` })
async function somebody() {
  const email = `person-${(people += 1)}@example.com`
  return { email, cookie: await signedInAs('operator', { email, password, invitedBy: asOwner }) }
}
const begin = (cookie: string, given = password) =>
  asPerson(cookie, 'POST', '/api/me/totp', { password: given })
const confirm = (cookie: string, code: string) =>
  asPerson(cookie, 'POST', '/api/me/totp/confirm', { code })
const remove = (cookie: string, given = password) =>
  asPerson(cookie, 'DELETE', '/api/me/totp', { password: given })
const secretOf = async (begun: Response) => totpSetupSchema.parse(await begun.json()).secret
const meStatus = async (cookie: string) => (await asPerson(cookie, 'GET', '/api/me')).status

/** Somebody whose second factor is in force; the code that confirmed it is of the half minute before. */
async function somebodyWithTotp() {
  const { email, cookie } = await somebody()
  const secret = await secretOf(await begin(cookie))
  const confirmed = await confirm(cookie, codeOf(secret, -1))
  const { codes } = recoveryCodesSchema.parse(await confirmed.json())
  return { email, secret, codes, cookie: cookiesOf(confirmed), before: cookie }
}
/** Gives the password; answers the cookie under which the second factor is waited for. */
async function challenge(email: string) {
  const answer = await fromPage('/api/auth/sign-in/email', { email, password }, fromHere())
  expect(await answer.json()).toMatchObject({ twoFactorRedirect: true })
  return cookiesOf(answer)
}
const finish = (cookie: string, code: string, more: object = {}) =>
  fromPage('/api/auth/two-factor/verify-totp', { code, ...more }, { cookie, ...fromHere() })
const recover = (cookie: string, code: string) =>
  fromPage('/api/auth/two-factor/verify-backup-code', { code }, { cookie, ...fromHere() })

test('[PEOPLE-15] a second factor is set up by the password and a first code, and given up by the password', async () => {
  const { email, cookie } = await somebody()
  expect(await problemOf(await confirm(cookie, '123456'))).toMatchObject({
    code: 'two-factor-state',
    status: 409,
  })
  const refused = await begin(cookie, 'a wrong password')
  expect(await problemOf(refused)).toMatchObject({ code: 'password-wrong', status: 403 })
  const begun = await begin(cookie)
  const { uri, secret } = totpSetupSchema.parse(await begun.json())
  expect(uri).toMatch(new RegExp(`^otpauth://totp/Switchboard:.*secret=${secret}&.*digits=6.*30`))
  const wrong = await confirm(cookie, wrongCodeOf(secret))
  expect(await problemOf(wrong)).toMatchObject({ code: 'code-wrong', status: 403 })
  const early = await fromPage('/api/auth/sign-in/email', { email, password })
  expect(await early.json()).not.toHaveProperty('twoFactorRedirect')
  const confirmed = await confirm(cookie, codeOf(secret))
  const { codes } = recoveryCodesSchema.parse(await confirmed.json())
  expect(new Set(codes).size).toBe(10)
  const now = cookiesOf(confirmed)
  const me = await asPerson(now, 'GET', '/api/me')
  expect(await me.json()).toMatchObject({ twoFactor: true })
  expect(await problemOf(await begin(now))).toMatchObject({ code: 'two-factor-state' })
  expect(await problemOf(await confirm(now, codeOf(secret, 1)))).toMatchObject({
    code: 'two-factor-state',
  })
  await challenge(email)
  expect(await problemOf(await remove(now, 'a wrong password'))).toMatchObject({
    code: 'password-wrong',
  })
  const removed = await remove(now)
  expect(removed.status).toBe(204)
  expect(await problemOf(await remove(cookiesOf(removed)))).toMatchObject({
    code: 'two-factor-state',
  })
  const alone = await fromPage('/api/auth/sign-in/email', { email, password })
  expect(await meStatus(cookiesOf(alone))).toBe(200)
})

test('[PEOPLE-15] begun twice at the same instant, it is one second factor, and works', async () => {
  const { email, cookie } = await somebody()
  const begun = await Promise.all([begin(cookie), begin(cookie)])
  expect(begun.map(({ status }) => status)).toEqual([200, 200])
  const where = { user: { email } }
  expect(await database.client.operatorTwoFactor.count({ where })).toBe(1)
  const secret = await secretOf(await begin(cookie))
  expect((await confirm(cookie, codeOf(secret))).status).toBe(200)
  expect((await finish(await challenge(email), codeOf(secret, 1))).status).toBe(200)
})

test('[PEOPLE-16] with a second factor the password alone opens nothing', async () => {
  const { email, secret } = await somebodyWithTotp()
  const waiting = await challenge(email)
  expect(await meStatus(waiting)).toBe(401)
  expect((await finish(waiting, wrongCodeOf(secret))).status).toBe(401)
  const finished = await finish(waiting, codeOf(secret))
  expect(finished.status).toBe(200)
  expect(await meStatus(cookiesOf(finished))).toBe(200)
  expect((await finish(waiting, codeOf(secret, 1))).status).toBe(401)
  expect((await finish('', codeOf(secret, 1))).status).toBe(401)
})

test('[PEOPLE-16] no browser is let off the second factor the next time', async () => {
  const { email, secret } = await somebodyWithTotp()
  const waiting = await challenge(email)
  expect((await finish(waiting, codeOf(secret), { trustDevice: true })).status).toBe(400)
  const finished = await finish(waiting, codeOf(secret))
  const jar = `${waiting}; ${cookiesOf(finished)}`
  const again = await fromPage('/api/auth/sign-in/email', { email, password }, { cookie: jar })
  expect(await again.json()).toMatchObject({ twoFactorRedirect: true })
})

test('[PEOPLE-16] who is signed in cannot go around the addresses of the second factor', async () => {
  const { cookie } = await somebody()
  const secret = await secretOf(await begin(cookie))
  expect((await finish(cookie, codeOf(secret))).status).toBe(400)
  const me = await asPerson(cookie, 'GET', '/api/me')
  expect(await me.json()).toMatchObject({ twoFactor: false })
})

test('[PEOPLE-17] a code is used once, by whoever is first', async () => {
  const { email, secret } = await somebodyWithTotp()
  expect((await finish(await challenge(email), codeOf(secret, -1))).status).toBe(401)
  const waiting = [await challenge(email), await challenge(email), await challenge(email)]
  const code = codeOf(secret)
  const answers = await Promise.all(waiting.map((cookie) => finish(cookie, code)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401])
  const opened = await Promise.all(answers.map((answer) => meStatus(cookiesOf(answer))))
  expect(opened.toSorted((a, b) => a - b)).toEqual([200, 401, 401])
  expect((await finish(await challenge(email), code)).status).toBe(401)
  expect((await finish(await challenge(email), codeOf(secret, 1))).status).toBe(200)
})

test('[PEOPLE-18] a recovery code opens the account once', async () => {
  const { email, codes } = await somebodyWithTotp()
  const [first = '', second = ''] = codes
  const both = [await challenge(email), await challenge(email)]
  const answers = await Promise.all(both.map((cookie) => recover(cookie, first)))
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await recover(await challenge(email), first)).status).toBe(401)
  const opened = await recover(await challenge(email), second)
  expect(await meStatus(cookiesOf(opened))).toBe(200)
})

test('[PEOPLE-19] wrong codes lock the second factor for a quarter of an hour, and not for ever', async () => {
  const { email, secret, codes } = await somebodyWithTotp()
  for (let round = 0; round < 2; round += 1) {
    app.advance(61_000)
    const waiting = await challenge(email)
    for (let guess = 0; guess < 5; guess += 1) {
      expect((await finish(waiting, wrongCodeOf(secret))).status).toBe(401)
    }
  }
  const locked = await challenge(email)
  expect((await finish(locked, codeOf(secret))).status).toBe(429)
  expect((await recover(locked, codes[0] ?? '')).status).toBe(429)
  vi.setSystemTime(Date.now() + 15 * 60_000 + 1_000)
  app.advance(15 * 60_000 + 1_000)
  expect((await finish(await challenge(email), codeOf(secret))).status).toBe(200)
})

test('[PEOPLE-20] the secret and the recovery codes are encrypted where they are kept', async () => {
  const { email, secret, codes } = await somebodyWithTotp()
  const kept = await database.client.operatorTwoFactor.findMany({ where: { user: { email } } })
  const text = JSON.stringify(kept)
  const plain = Buffer.from(secret).toString()
  for (const word of [plain, ...codes]) expect(text).not.toContain(word)
  expect(kept).toHaveLength(1)
})

test('[PEOPLE-21] the audit log tells of all this without a password, a token or a code', async () => {
  const { email, secret, codes, before } = await somebodyWithTotp()
  const waiting = await challenge(email)
  const wrong = wrongCodeOf(secret)
  await finish(waiting, wrong)
  const right = codeOf(secret)
  const finished = cookiesOf(await finish(waiting, right))
  const invited = await asPerson(asOwner, 'POST', '/api/invitations', {
    email: 'noted@example.com',
    role: 'viewer',
  })
  const { url } = (await invited.json()) as { url: string }
  const token = new URL(url).hash.slice(1)
  await fromPage('/api/invitations/accept', { token, name: 'Noted', password })
  const entries = await database.client.auditEntry.findMany()
  const text = JSON.stringify(entries, (_, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  )
  const noted = await database.client.operator.findUnique({ where: { email: 'noted@example.com' } })
  expect(entries).toContainEqual(
    expect.objectContaining({ action: 'acceptInvitation', subject: noted?.id, result: 'done' }),
  )
  for (const action of ['beginTotp', 'confirmTotp', 'signIn', 'finishSignIn', 'invitePerson']) {
    expect(text).toContain(`"${action}"`)
  }
  const cookies = [before, waiting, finished].map((cookie) => cookie.split('=')[1] ?? '')
  for (const kept of [password, token, secret, ...codes, ...cookies]) {
    expect(text).not.toContain(kept)
  }
  for (const code of [wrong, right]) expect(text).not.toContain(`"${code}"`)
})

test('[PEOPLE-9] a reset link leaves the second factor on, and ends sign-ins that wait for it', async () => {
  const { email, cookie, secret } = await somebodyWithTotp()
  const waiting = await challenge(email)
  const me = await asPerson(cookie, 'GET', '/api/me')
  const { operator } = (await me.json()) as { operator: { id: string } }
  const made = await asPerson(asOwner, 'POST', `/api/people/${operator.id}/reset-link`)
  const { url } = (await made.json()) as { url: string }
  const token = new URL(url).hash.slice(1)
  expect((await fromPage('/api/password-resets', { token, password })).status).toBe(204)
  expect((await finish(waiting, codeOf(secret))).status).toBe(401)
  expect((await finish(await challenge(email), codeOf(secret))).status).toBe(200)
})
