import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Endpoint } from '#contracts/rest/endpoint.ts'
import { endpoints } from '#contracts/rest/endpoints.ts'
import { roleSchema, scopeSchema, type Scope } from '#contracts/scope.ts'
import { may } from '#core/access/may.ts'
import { scopesOfRole } from '#core/access/scopes-of-role.ts'
import { newKey } from '#server/auth/new-key.ts'
import type { Database } from '#server/storage/database.ts'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import {
  API_KEY,
  fromPage,
  ORIGIN,
  signedInAs,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { exampleBody } from '#tests/fixtures/example-body.ts'
import { newCall, newSid, plainConfig } from '#tests/fixtures/new-call.ts'
import { useApp } from '#tests/fixtures/use-app.ts'

type Verdict = 'in' | 401 | 403

/** Something that a request may bring, and what the contract says of it at an address. */
type Credential = {
  name: string
  headers: Record<string, string>
  expected: (endpoint: Endpoint) => Verdict
}

let app: AppUnderTest
let database: Database
let credentials: Credential[]
/** Ids of rows that are there, by the noun of their address. */
let there: Record<string, string>

useApp({}, async (opened) => {
  app = opened.app
  database = opened.database
  credentials = [...(await keyCredentials()), ...(await sessionCredentials())]
  there = await seed()
})

const guarded = endpoints.filter(({ access }) => access === 'caller' || access === 'operator')

test('the table is not empty', () => expect(guarded.length).toBeGreaterThan(40))

describe.each(guarded)('$method $path', (endpoint) => {
  test('[ACCESS-1] refuses whom the contract does not name, before anything happens', async () => {
    const refused = credentials.filter(({ expected }) => expected(endpoint) !== 'in')
    const before = await footprint()
    const met: Record<string, Verdict> = {}
    for (const { name, headers } of refused) {
      met[name] = await ask(endpoint, headers, { isHarmless: false })
    }
    expect(met).toEqual(expectations(refused, endpoint))
    expect(await footprint()).toEqual(before)
  })

  test('[ACCESS-2] lets in whom it names', async () => {
    const welcome = credentials.filter(({ expected }) => expected(endpoint) === 'in')
    const met: Record<string, Verdict> = {}
    for (const { name, headers } of welcome) {
      met[name] = await ask(endpoint, headers, { isHarmless: true })
    }
    expect(met).toEqual(expectations(welcome, endpoint))
  })
})

function expectations(of: readonly Credential[], endpoint: Endpoint): Record<string, Verdict> {
  return Object.fromEntries(of.map(({ name, expected }) => [name, expected(endpoint)]))
}

/**
 * Asks as the endpoint wants to be asked, about a row that is there, so that
 * whoever is let in does something. `isHarmless`: about no row, and with a body
 * that is refused once it is read.
 */
async function ask(
  { method, path, body }: Endpoint,
  headers: Record<string, string>,
  { isHarmless }: { isHarmless: boolean },
): Promise<Verdict> {
  const noun = path.split('/')[2] ?? ''
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    isHarmless ? randomUUID() : (there[name] ?? there[noun] ?? randomUUID()),
  )
  const sent = body && (isHarmless ? { noSuchField: true } : exampleBody(body))
  const { status } = await fetchApp(address, {
    method,
    headers: { ...(sent !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(sent !== undefined && { body: JSON.stringify(sent) }),
  })
  expect(status, `${method} ${address}`).not.toBe(500)
  return status === 401 || status === 403 ? status : 'in'
}

async function keyCredentials(): Promise<Credential[]> {
  const revoked = await keyWith(scopeSchema.options)
  await app.ctx.stores.apiKeys.revoke(revoked.id, new Date(app.ctx.clock.now()))
  const expired = await keyWith(scopeSchema.options, -1)
  const wrong = newKey().secret
  const bad: [string, Record<string, string>][] = [
    ['nothing', {}],
    ['a key of nobody', { 'x-api-key': wrong }],
    ['a key of nobody as a Bearer token', { authorization: `Bearer ${wrong}` }],
    ['no key at all', { 'x-api-key': 'x' }],
    ['a revoked key', { 'x-api-key': revoked.secret }],
    ['an expired key', { 'x-api-key': expired.secret }],
    ['a cookie of nobody', { cookie: 'switchboard.session_token=x.y', origin: ORIGIN }],
  ]
  const scoped = scopeSchema.options.map(async (scope): Promise<Credential> => {
    const { secret } = await keyWith([scope])
    const headers = { 'x-api-key': secret }
    return { name: `a key for ${scope}`, headers, expected: (asked) => byKey(asked, [scope]) }
  })
  return [
    ...bad.map(([name, headers]) => ({ name, headers, expected: () => 401 as const })),
    ...(await Promise.all(scoped)),
    {
      name: 'API_KEY',
      headers: { authorization: `Bearer ${API_KEY}` },
      expected: (asked) => byKey(asked, scopeSchema.options),
    },
  ]
}

async function sessionCredentials(): Promise<Credential[]> {
  const cookies = new Map<string, string>()
  for (const role of roleSchema.options) cookies.set(role, await signedInAs(role))
  const owner = cookies.get('owner')!
  const ended = await signedInAs('owner')
  await fromPage('/api/auth/sign-out', {}, { cookie: ended })
  const foreign = ['https://evil.example.com', 'null', `${ORIGIN}.evil.example.com`, ''].map(
    (origin): Credential => ({
      name: `an owner from ${origin || 'nowhere'}`,
      headers: { cookie: owner, ...(origin !== '' && { origin }) },
      expected: ({ method }) => (method === 'GET' ? 'in' : 403),
    }),
  )
  return [
    ...roleSchema.options.map((role): Credential => {
      const headers = { cookie: cookies.get(role)!, origin: ORIGIN }
      return { name: role, headers, expected: (asked) => byScopes(asked, scopesOfRole(role)) }
    }),
    ...foreign,
    {
      name: 'an ended session',
      headers: { cookie: ended, origin: ORIGIN },
      expected: () => 401,
    },
    {
      name: 'an owner beside a wrong key',
      headers: { cookie: owner, origin: ORIGIN, 'x-api-key': newKey().secret },
      expected: () => 401,
    },
  ]
}

function byKey(endpoint: Endpoint, scopes: readonly Scope[]): Verdict {
  return endpoint.access === 'operator' ? 403 : byScopes(endpoint, scopes)
}

function byScopes({ scope }: Endpoint, scopes: readonly Scope[]): Verdict {
  return scope === null || may(scopes, scope) ? 'in' : 403
}

async function keyWith(
  scopes: readonly Scope[],
  days = 1,
): Promise<{ id: string; secret: string }> {
  const { secret, prefix, hash } = newKey()
  const expiresAt = new Date(app.ctx.clock.now() + days * 86_400_000)
  const row = { name: 'Key', prefix, hash, scopes, perMinute: 100_000, expiresAt }
  const { id } = await app.ctx.stores.apiKeys.create({ ...row, createdById: null })
  return { id, secret }
}

/** One row of each kind that an address may be about. */
async function seed(): Promise<Record<string, string>> {
  const { calls, recordings, agents } = app.ctx.stores
  const { call } = await calls.create(newCall({ callSid: newSid('CA'), status: 'in-progress' }))
  const recording = { recordingSid: newSid('RE'), callId: call.id, channels: 2 }
  await recordings.announce({ ...recording, state: 'importing', startedAt: new Date() })
  const agent = await agents.create({ name: 'Night desk', config: plainConfig, isDefault: false })
  const viewer = await database.client.operator.findFirstOrThrow({
    where: { role: 'viewer' },
    include: { sessions: true },
  })
  const invited = await database.client.operatorLink.findFirstOrThrow()
  return {
    calls: call.id,
    sid: recording.recordingSid,
    agents: agent.ok ? agent.agent.id : '',
    people: viewer.id,
    session: viewer.sessions[0]!.id,
    me: viewer.sessions[0]!.id,
    invitations: invited.id,
    keys: (await keyWith(['calls:read'])).id,
    voice: 'marin',
  }
}

/**
 * All that is in the database, but for when keys were used, how many requests were
 * counted and who was refused; and how often the outside was asked.
 */
async function footprint(): Promise<Record<string, string | number>> {
  const tables = await database.client.$queryRaw<{ name: string }[]>`
    SELECT tablename AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename NOT IN ('rate_limits', 'audit_entries', '_prisma_migrations')`
  const digest = ({ name }: { name: string }) => `
    SELECT '${name}' AS name, md5(coalesce(string_agg(row, '|' ORDER BY row), '')) AS rows
    FROM (SELECT (to_jsonb(t) - 'last_used_at' - 'last_used_from')::text AS row FROM "${name}" t) r`
  const rows = await database.client.$queryRawUnsafe<{ name: string; rows: string }[]>(
    tables.map(digest).join(' UNION ALL '),
  )
  const { carrier, relay, model } = app
  return {
    ...Object.fromEntries(rows.map(({ name, rows: hash }) => [name, hash])),
    'asked of the carrier': carrier.received.length,
    'asked of the relay': relay.received.length,
    'asked of the model': model.received.length,
  }
}
