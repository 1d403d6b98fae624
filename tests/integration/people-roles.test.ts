import { beforeEach, expect, test } from 'vitest'
import { personSchema, type Person } from '#contracts/people.ts'
import type { Endpoint } from '#contracts/rest/endpoint.ts'
import { endpoints } from '#contracts/rest/endpoints.ts'
import { may } from '#core/access/may.ts'
import { scopesOfRole } from '#core/access/scopes-of-role.ts'
import type { Database } from '#server/storage/database.ts'
import {
  asPerson,
  asProgram,
  fromPage,
  problemOf,
  signedInAs,
  signedInOwner,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { placedCall } from '#tests/fixtures/placed-call.ts'
import { useApp } from '#tests/fixtures/use-app.ts'

let app: AppUnderTest
let database: Database
let asOwner: string
useApp({}, async (opened) => {
  app = opened.app
  database = opened.database
  asOwner = await signedInOwner()
})
beforeEach(() => app.advance(61_000))

const people = async (): Promise<Person[]> => {
  const answer = await asPerson(asOwner, 'GET', '/api/people')
  const { items } = (await answer.json()) as { items: unknown[] }
  return items.map((item) => personSchema.parse(item))
}
const idOf = async (cookie: string): Promise<string> => {
  const answer = await asPerson(cookie, 'GET', '/api/me')
  return ((await answer.json()) as { operator: { id: string } }).operator.id
}
const giveRole = (cookie: string, id: string, role: string) =>
  asPerson(cookie, 'PATCH', `/api/people/${id}`, { role })
const statusOf = async (cookie: string, address: string) =>
  (await asPerson(cookie, 'GET', address)).status

/** Asks an endpoint for something that does not exist, with nothing in the body. */
function ask(cookie: string, { method, path, body }: Endpoint): Promise<Response> {
  const address = path.replaceAll(/\{\w+\}/g, 'none')
  return asPerson(cookie, method, address, body === undefined ? undefined : {})
}

test('[PEOPLE-1] whatever a role’s scopes do not name is refused, at every address', async () => {
  for (const role of ['viewer', 'operator'] as const) {
    app.advance(61_000)
    const cookie = await signedInAs(role, { invitedBy: asOwner })
    const scopes = scopesOfRole(role)
    const shut = endpoints.filter(({ scope }) => scope !== null && !may(scopes, scope))
    expect(shut.length).toBeGreaterThan(10)
    for (const endpoint of shut) {
      const refused = await ask(cookie, endpoint)
      const told = `${role} ${endpoint.method} ${endpoint.path}`
      const { code, detail } = await problemOf(refused)
      expect(code, told).toBe('forbidden')
      expect(detail, told).toContain(`Your role, ${role},`)
    }
  }
})

test('[PEOPLE-1] what people are, and who they are, is for no key, not even the environment’s', async () => {
  const own = endpoints.filter(({ tag, access }) => tag === 'People' && access === 'operator')
  expect(own.length).toBeGreaterThan(12)
  for (const { method, path } of own) {
    const address = path.replaceAll(/\{\w+\}/g, 'none')
    const refused = await asProgram(method, address, method === 'GET' ? {} : { body: {} })
    expect(await problemOf(refused), path).toMatchObject({ code: 'forbidden' })
  }
})

test('[PEOPLE-2] the last owner is neither demoted nor removed, and may be once there is another', async () => {
  const ada = await idOf(asOwner)
  expect(await problemOf(await giveRole(asOwner, ada, 'viewer'))).toMatchObject({
    code: 'last-owner',
    status: 409,
  })
  const removal = await asPerson(asOwner, 'DELETE', `/api/people/${ada}`)
  expect(await problemOf(removal)).toMatchObject({ code: 'last-owner' })
  expect((await giveRole(asOwner, ada, 'owner')).status).toBe(200)
  const second = await signedInAs('owner', { invitedBy: asOwner })
  expect((await giveRole(second, ada, 'operator')).status).toBe(200)
  expect((await giveRole(second, ada, 'owner')).status).toBe(200)
  expect((await asPerson(asOwner, 'DELETE', `/api/people/${await idOf(second)}`)).status).toBe(204)
})

test('[PEOPLE-2] of two owners who demote, or remove, each other at the same instant, one stays owner', async () => {
  for (const how of ['demote', 'remove'] as const) {
    const pair = [asOwner, await signedInAs('owner', { invitedBy: asOwner })] as const
    const ids = await Promise.all(pair.map((cookie) => idOf(cookie)))
    const take = (cookie: string, id = '') =>
      how === 'demote'
        ? giveRole(cookie, id, 'viewer')
        : asPerson(cookie, 'DELETE', `/api/people/${id}`)
    const answers = await Promise.all([take(pair[0], ids[1]), take(pair[1], ids[0])])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const owners = await database.client.operator.findMany({ where: { role: 'owner' } })
    expect(owners).toHaveLength(1)
    asOwner = pair[ids.indexOf(owners[0]?.id ?? '')] ?? ''
  }
})

test('[PEOPLE-3] a new role is in force from the next request on, in the session that is open', async () => {
  const cookie = await signedInAs('viewer', { invitedBy: asOwner })
  const id = await idOf(cookie)
  expect(await statusOf(cookie, '/api/people')).toBe(403)
  expect((await giveRole(asOwner, id, 'owner')).status).toBe(200)
  expect(await statusOf(cookie, '/api/people')).toBe(200)
  expect((await giveRole(asOwner, id, 'operator')).status).toBe(200)
  expect(await statusOf(cookie, '/api/people')).toBe(403)
  const me = await asPerson(cookie, 'GET', '/api/me')
  expect(await me.json()).toMatchObject({
    operator: { role: 'operator' },
    scopes: [...scopesOfRole('operator')],
  })
})

test('[PEOPLE-4] whoever is removed is out at once, cannot come back, and their calls stay', async () => {
  const person = { email: 'grace@example.com', password: 'a password of her own' }
  const cookie = await signedInAs('operator', { ...person, invitedBy: asOwner })
  const id = await idOf(cookie)
  const call = await placedCall(app.ctx.stores, { placedById: id })
  expect((await asPerson(asOwner, 'DELETE', `/api/people/${id}`)).status).toBe(204)
  expect(await statusOf(cookie, '/api/me')).toBe(401)
  expect((await fromPage('/api/auth/sign-in/email', person)).status).toBe(401)
  expect((await asPerson(asOwner, 'GET', `/api/calls/${call.id}`)).status).toBe(200)
  const again = await asPerson(asOwner, 'DELETE', `/api/people/${id}`)
  expect(await problemOf(again)).toMatchObject({ code: 'person-not-found', status: 404 })
  expect(await problemOf(await giveRole(asOwner, id, 'viewer'))).toMatchObject({
    code: 'person-not-found',
  })
})

test('owners see who there is, with role, second factor and sessions, and no secret of theirs', async () => {
  const cookie = await signedInAs('viewer', {
    name: 'Vera',
    email: 'vera@example.com',
    invitedBy: asOwner,
  })
  const vera = (await people()).find(({ email }) => email === 'vera@example.com')
  expect(vera).toMatchObject({ name: 'Vera', role: 'viewer', twoFactor: false, sessions: 1 })
  expect(vera?.lastSeenAt).not.toBeNull()
  await asPerson(cookie, 'POST', '/api/auth/sign-out', {})
  const gone = (await people()).find(({ email }) => email === 'vera@example.com')
  expect(gone).toMatchObject({ sessions: 0, lastSeenAt: null })
})
