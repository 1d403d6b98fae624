import { expect, test } from 'vitest'
import { z } from 'zod'
import { asProgram, ask, attacked, countRows } from './attack.ts'

const json = { 'content-type': 'application/json' }
const post = (path: string, body: unknown, headers: Record<string, string>) =>
  ask(path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })

const dial = { to: '+14155550123' }
const agent = { name: 'Mallory', config: {} }

test('[SEC-18] a key does what its scopes say and nothing else, and nothing once it is revoked', async () => {
  const made = await post('/api/keys', { name: 'Reader', scopes: ['calls:read'] }, asProgram)
  const { key, secret } = z
    .object({ key: z.object({ id: z.string() }), secret: z.string() })
    .parse(await made.json())
  const reader = { authorization: `Bearer ${secret}` }
  const before = await countRows()
  expect((await ask('/api/calls', { headers: reader })).status).toBe(200)
  for (const [path, body] of [
    ['/api/calls', dial],
    ['/api/agents', agent],
    ['/api/keys', { name: 'Mine', scopes: ['admin'] }],
  ] as const) {
    expect((await post(path, body, reader)).status, path).toBe(403)
  }
  for (const path of ['/api/recordings', '/api/audit', '/api/audit/export', '/api/people']) {
    expect((await ask(path, { headers: reader })).status, path).toBe(403)
  }
  expect(await countRows()).toEqual(before)
  await ask(`/api/keys/${key.id}`, { method: 'DELETE', headers: asProgram })
  expect((await ask('/api/calls', { headers: reader })).status).toBe(401)
})

test('[SEC-19] a viewer looks and touches nothing, and no page of another origin acts for anybody', async () => {
  const here = { origin: attacked.url }
  const cookieOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  const password = 'correct horse battery staple'
  const setUp = await post('/api/setup', { name: 'Ada', email: 'ada@example.com', password }, here)
  const owner = { ...here, cookie: cookieOf(setUp) }
  const invited = await post('/api/invitations', { email: 'vi@example.com', role: 'viewer' }, owner)
  const { url } = z.object({ url: z.string() }).parse(await invited.json())
  const token = new URL(url).hash.slice(1)
  const joined = await post('/api/invitations/accept', { token, name: 'Vi', password }, here)
  const viewer = { ...here, cookie: cookieOf(joined) }

  const before = await countRows()
  expect((await ask('/api/calls', { headers: viewer })).status).toBe(200)
  expect((await post('/api/calls', dial, viewer)).status).toBe(403)
  expect((await post('/api/agents', agent, viewer)).status).toBe(403)
  expect((await ask('/api/people', { headers: viewer })).status).toBe(403)
  for (const origin of ['https://elsewhere.example.com', 'null', `${attacked.url}.example.com`]) {
    expect((await post('/api/calls', dial, { ...owner, origin })).status, origin).toBe(403)
    expect(
      (await post('/api/keys', { name: 'x', scopes: ['admin'] }, { ...owner, origin })).status,
    ).toBe(403)
  }
  expect(
    (await post('/api/invitations/accept', { token, name: 'Again', password }, here)).status,
  ).toBe(410)
  expect(await countRows()).toEqual(before)
}, 60_000)
