import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditEntry } from '#contracts/audit.ts'
import { defaultAgentConfig } from '#core/agent/default-config.ts'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import {
  appUnderTest,
  asProgram,
  problemOf,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'

let app: AppUnderTest
beforeAll(async () => void (app = await appUnderTest({ TRUSTED_PROXIES: '1' })))
afterAll(() => app[Symbol.asyncDispose]())

async function entries(query = ''): Promise<AuditEntry[]> {
  const response = await asProgram('GET', `/api/audit?limit=200${query}`)
  return ((await response.json()) as { items: AuditEntry[] }).items
}

async function newAgent(name: string) {
  return asProgram('POST', '/api/agents', { body: { name, config: defaultAgentConfig } })
}

test('[AUDIT-6] what was done and what was refused is entered, with who, what, where from and why', async () => {
  const headers = { 'x-forwarded-for': '192.0.2.7' }
  await asProgram('DELETE', '/api/agents/no-such-agent', { headers })
  const [refused] = await entries()
  expect(refused).toMatchObject({
    actor: { kind: 'apiKey', id: 'environment', name: 'API_KEY' },
    action: 'removeAgent',
    subject: 'no-such-agent',
    address: '192.0.2.7',
    result: 'refused',
    detail: { status: 404, problem: 'agent-not-found' },
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
})

test('[AUDIT-8] a number in an address is not entered', async () => {
  await asProgram('GET', '/api/calls/%2B14155550100/transcript')
  const [entry] = await entries('&action=listTranscript')
  expect(entry).toMatchObject({ subject: null, detail: { status: 404 } })
  expect(JSON.stringify(await entries())).not.toContain('4155550100')
})

test('[AUDIT-6] the log is read newest first, in pages, by who, what, on what, how and when', async () => {
  for (const name of ['One', 'Two', 'Three']) await newAgent(name)
  await newAgent('Three')
  const all = await entries()
  expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => all.length - index))

  const first = await asProgram('GET', '/api/audit?limit=2')
  const page = (await first.json()) as { items: AuditEntry[]; nextCursor: string }
  const next = await asProgram('GET', `/api/audit?limit=2&cursor=${page.nextCursor}`)
  const second = (await next.json()) as { items: AuditEntry[] }
  expect([...page.items, ...second.items]).toEqual(all.slice(0, 4))

  expect(await entries('&actor=api_k')).toHaveLength(all.length)
  expect(await entries('&actor=environment')).toHaveLength(all.length)
  expect(await entries('&actor=nobody')).toEqual([])
  expect(await entries('&subject=no-such-agent')).toHaveLength(1)
  const made = await entries('&action=createAgent')
  expect(made.map(({ result }) => result)).toEqual(['refused', 'done', 'done', 'done'])
  expect(await entries('&action=createAgent&result=refused')).toEqual([made[0]])
  app.advance(60_000)
  const later = new Date(app.ctx.clock.now()).toISOString()
  await newAgent('Four')
  expect(await entries(`&from=${later}`)).toHaveLength(1)
  expect(await entries(`&to=${later}`)).toEqual(all)
  expect((await problemOf(await asProgram('GET', '/api/audit?cursor=x'))).code).toBe('bad-request')
})

test('[AUDIT-9] one reading is one entry, however often its parts are asked for; a refused one always is', async () => {
  const { call } = await app.ctx.stores.calls.create(newCall({ callSid: newSid('CA') }))
  const read = () => asProgram('GET', `/api/calls/${call.id}/transcript`)
  const count = async () => (await entries(`&subject=${call.id}`)).length
  await Promise.all([read(), read(), read()])
  expect(await count()).toBe(1)
  app.advance(299_000)
  await read()
  expect(await count()).toBe(1)
  app.advance(1_000)
  await read()
  expect(await count()).toBe(2)
  for (let times = 0; times < 2; times += 1) await asProgram('GET', '/api/calls/none/transcript')
  expect(await entries('&subject=none')).toHaveLength(2)
})

test('[AUDIT-2] fifty audited requests at once all succeed, and the chain is whole', async () => {
  const names = Array.from({ length: 50 }, (_, at) => `At once ${at}`)
  const answers = await Promise.all(names.map((name) => newAgent(name)))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  const verdict = (await (await asProgram('GET', '/api/audit/verify')).json()) as object
  const [newest] = await entries()
  expect(verdict).toEqual({
    whole: true,
    entries: newest!.seq,
    brokenAt: null,
    why: null,
    lastHash: newest!.hash,
  })
})

test('[AUDIT-7] an export is a file, oldest first, in the format asked for, as filtered', async () => {
  const evil = '=HYPERLINK("http://x.test")'
  const actor = { kind: 'operator' as const, id: 'o1', name: evil }
  const act = { action: 'endCall', subject: null, address: null, detail: {}, requestId: null }
  await app.ctx.stores.audit.append({ ...act, actor, result: 'done' }, new Date())
  const before = await entries()

  const csv = await asProgram('GET', '/api/audit/export?actor=o1')
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
  expect(csv.headers.get('content-disposition')).toMatch(
    /^attachment; filename="audit-\d{4}-\d\d-\d\d[.]csv"$/,
  )
  const [head, line, end] = (await csv.text()).split('\r\n')
  expect(head).toMatch(/^seq,at,actorKind,actorId,actorName,/)
  expect(line).toContain(`,"'=HYPERLINK(""http://x.test"")",endCall,`)
  expect(end).toBe('')

  const jsonl = await asProgram('GET', '/api/audit/export?format=jsonl')
  expect(jsonl.headers.get('content-type')).toBe('application/x-ndjson')
  const rows = (await jsonl.text()).trimEnd().split('\n')
  const exported = rows.map((row) => JSON.parse(row) as AuditEntry)
  expect(exported.slice(0, before.length)).toEqual(before.toReversed())
  expect((await entries('&action=exportAudit')).length).toBe(2)
})

test('[AUDIT-7] a log of many pages is exported whole, and an abandoned export stops reading', async () => {
  const act = {
    actor: { kind: 'system' as const, id: null, name: 'test' },
    action: 'many',
    subject: null,
    address: null,
    result: 'done' as const,
    detail: {},
    requestId: null,
  }
  const append = () => app.ctx.stores.audit.append(act, new Date())
  await Promise.all(Array.from({ length: 601 }, append))
  const whole = await asProgram('GET', '/api/audit/export?format=jsonl&action=many')
  expect((await whole.text()).trimEnd().split('\n')).toHaveLength(601)
  const left = await asProgram('GET', '/api/audit/export?format=csv&action=many')
  const reader = left.body!.getReader()
  await reader.read()
  await reader.cancel()
  expect((await reader.read()).done).toBe(true)
})

test('[AUDIT-10] what was done stands though the log could not take its entry', async () => {
  const { audit } = app.ctx.stores
  const { append } = audit
  audit.append = () => Promise.reject(new Error('the database is away'))
  const answer = await newAgent('Unheard of').finally(() => (audit.append = append))
  expect(answer.status).toBe(201)
})

test('[AUDIT-12] somebody known who lacks the right is entered, a stranger is not', async () => {
  const made = await asProgram('POST', '/api/keys', {
    body: { name: 'Reader', scopes: ['calls:read'] },
  })
  const { key, secret } = (await made.json()) as { key: { id: string }; secret: string }
  const remove = (apiKey: string) =>
    fetchApp('/api/agents/x', { method: 'DELETE', headers: { 'x-api-key': apiKey } })
  expect((await remove(secret)).status).toBe(403)
  expect((await remove(`${secret.slice(0, -1)}!`)).status).toBe(401)
  expect(await entries(`&actor=${key.id}`)).toMatchObject([
    {
      actor: { kind: 'apiKey', name: 'Reader' },
      action: 'removeAgent',
      subject: 'x',
      result: 'refused',
      detail: { status: 403, problem: 'forbidden' },
    },
  ])
  expect((await entries('&action=createApiKey'))[0]).toMatchObject({ subject: key.id })
})

test('only who may do everything reads the log', async () => {
  expect((await fetchApp('/api/audit')).status).toBe(401)
  expect((await fetchApp('/api/audit/export')).status).toBe(401)
})
