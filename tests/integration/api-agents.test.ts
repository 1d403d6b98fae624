import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Agent } from '#contracts/agent.ts'
import { fetchApp } from '#tests/fixtures/app-routes.ts'
import {
  API_KEY,
  appUnderTest,
  asProgram,
  problemOf,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { plainConfig } from '#tests/fixtures/new-call.ts'

let app: AppUnderTest
beforeAll(async () => {
  app = await appUnderTest()
})
afterAll(() => app[Symbol.asyncDispose]())

async function create(name: string): Promise<Agent> {
  const made = await asProgram('POST', '/api/agents', { body: { name, config: plainConfig } })
  expect(made.status).toBe(201)
  return (await made.json()) as Agent
}

test('a new place has one agent, and it is the default', async () => {
  const listed = await asProgram('GET', '/api/agents')
  expect(await listed.json()).toMatchObject({ items: [{ name: 'Front desk', isDefault: true }] })
})

test('an agent is made, read, changed and removed, and every console is told', async () => {
  const agent = await create('Bookings')
  const changed = await asProgram('PATCH', `/api/agents/${agent.id}`, {
    body: { name: 'Tables', expectedUpdatedAt: agent.updatedAt },
  })
  expect(await changed.json()).toMatchObject({ name: 'Tables', config: plainConfig })
  const late = await asProgram('PATCH', `/api/agents/${agent.id}`, {
    body: { name: 'Rooms', expectedUpdatedAt: agent.updatedAt },
  })
  expect(await problemOf(late)).toMatchObject({ code: 'conflict', status: 409 })
  const removed = await asProgram('DELETE', `/api/agents/${agent.id}`)
  expect([removed.status, await removed.text()]).toEqual([204, ''])
  const gone = await asProgram('GET', `/api/agents/${agent.id}`)
  expect(await problemOf(gone)).toMatchObject({ code: 'agent-not-found', status: 404 })
  expect(app.published().filter(({ kind }) => kind === 'agentsChanged')).toHaveLength(3)
})

test('a name is taken once, whether by making or by renaming', async () => {
  await create('Sales')
  const other = await create('Support')
  const twin = await asProgram('POST', '/api/agents', {
    body: { name: 'Sales', config: plainConfig },
  })
  expect(await problemOf(twin)).toMatchObject({
    code: 'agent-name-taken',
    errors: [{ path: 'name' }],
  })
  const renamed = await asProgram('PATCH', `/api/agents/${other.id}`, { body: { name: 'Sales' } })
  expect(await problemOf(renamed)).toMatchObject({ code: 'agent-name-taken', status: 409 })
})

test('the default agent cannot be removed until another is the default', async () => {
  const heir = await create('Heir')
  await asProgram('PATCH', `/api/agents/${heir.id}`, { body: { isDefault: true } })
  const refused = await asProgram('DELETE', `/api/agents/${heir.id}`)
  expect(await problemOf(refused)).toMatchObject({ code: 'agent-is-default', status: 409 })
})

test('a configuration that no model takes is refused field by field', async () => {
  const response = await asProgram('POST', '/api/agents', {
    body: {
      name: 'Odd',
      config: { ...plainConfig, speed: 9, temperature: 1, greeting: { mode: 'sing' } },
    },
  })
  const { errors } = await problemOf(response)
  expect(errors?.map(({ path }) => path).toSorted()).toEqual([
    'config.greeting.mode',
    'config.speed',
    'config.temperature',
  ])
})

test('a body must be JSON, well formed and not too large', async () => {
  const send = (body: string, type = 'application/json') =>
    fetchApp('/api/agents', {
      method: 'POST',
      headers: { 'x-api-key': API_KEY, 'content-type': type },
      body,
    })
  expect(await problemOf(await send('{"name"'))).toMatchObject({ code: 'bad-request', status: 400 })
  expect(await problemOf(await send('name=x', 'application/x-www-form-urlencoded'))).toMatchObject({
    code: 'unsupported-media-type',
    status: 415,
  })
  expect(await problemOf(await send(`"${'x'.repeat(300_000)}"`))).toMatchObject({
    code: 'body-too-large',
    status: 413,
  })
})

test('what goes wrong inside tells an id and nothing else', async () => {
  const { agents } = app.ctx.stores
  const list = agents.list
  agents.list = () => Promise.reject(new Error('password=hunter2 at db.internal'))
  const response = await asProgram('GET', '/api/agents')
  agents.list = list
  const text = await response.clone().text()
  const problem = await problemOf(response)
  expect(problem).toMatchObject({ code: 'internal', status: 500 })
  expect(problem.requestId).toBe(response.headers.get('x-request-id'))
  expect(text).not.toMatch(/hunter2|db\.internal/)
})
