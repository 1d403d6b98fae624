import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { readScenarios } from '#simulator/scenarios/scenario.ts'
import {
  API_KEY,
  startModelUnderTest,
  wordsOf,
  type ModelUnderTest,
} from '#tests/fixtures/model-under-test.ts'

const scenarios = readScenarios()
const hotel = scenarios.find(({ name }) => name === 'hotel-front-desk')!
const END_CALL = {
  type: 'function',
  name: 'end_call',
  description: 'Hangs up.',
  parameters: {
    type: 'object',
    properties: { reason: { type: 'string' } },
    required: ['reason'],
  },
}

let model: ModelUnderTest
beforeAll(async () => {
  model = await startModelUnderTest(scenarios)
})
afterEach(async () => {
  await bring({ fault: 'none' })
  model.hangUp()
})
afterAll(() => model.close())

const door = () => model.url.replace('/v1', '/simulator/faults')
async function bring(fault: object, key = API_KEY) {
  return fetch(door(), {
    method: 'POST',
    headers: { authorization: `Bearer ${key}` },
    body: JSON.stringify(fault),
  })
}

const message = (role: 'user' | 'assistant' | 'system', text: string, id?: string) => ({
  type: 'conversation.item.create',
  item: {
    ...(id === undefined ? {} : { id }),
    type: 'message',
    role,
    content: [{ type: role === 'assistant' ? 'output_text' : 'input_text', text }],
  },
})

describe('trouble on demand', () => {
  it.each([1_001, 1_011, 4_000])('closes every session with %i', async (code) => {
    const clients = [await model.connect(), await model.connect()]
    expect((await bring({ fault: 'drop', code, reason: 'as asked' })).status).toBe(200)
    for (const client of clients) expect(await client.closed).toEqual({ code, reason: 'as asked' })
  })

  it('resets the connection for 1006', async () => {
    const client = await model.connect()
    await bring({ fault: 'drop', code: 1_006 })
    expect((await client.closed).code).toBe(1_006)
  })

  it('freezes: no event and no pong until it thaws, and then everything in order', async () => {
    const client = await model.connectPhone()
    const raw = new WebSocket(
      `${model.url.replace('http', 'ws')}/realtime?model=gpt-realtime-2.1`,
      {
        headers: { authorization: `Bearer ${API_KEY}` },
      },
    )
    await new Promise((resolve) => raw.once('message', resolve))
    let pongs = 0
    raw.on('pong', () => (pongs += 1))
    await bring({ fault: 'freeze' })
    const before = client.events.length
    raw.ping()
    client.send(message('user', 'One', 'item_a'))
    client.send(message('user', 'Two', 'item_b'))
    // Another connection of the same loop has been answered meanwhile.
    expect(await (await fetch(door(), auth)).json()).toMatchObject({ isFrozen: true, sessions: 2 })
    expect([pongs, client.events.length]).toEqual([0, before])
    const pong = new Promise((resolve) => raw.once('pong', resolve))
    await bring({ fault: 'none' })
    expect((await client.next('conversation.item.done')).item?.id).toBe('item_a')
    expect((await client.next('conversation.item.done')).item?.id).toBe('item_b')
    await pong
    raw.close()
  })

  it('refuses the next connections with a status, and lets the one after them in', async () => {
    await bring({ fault: 'refuse', connections: 2, status: 429, code: 'insufficient_quota' })
    await expect(model.connect()).rejects.toThrow('429')
    await expect(model.connect()).rejects.toThrow('429')
    const client = await model.connect()
    expect((await client.next('session.created')).session?.id).toMatch(/^sess_/)
  })

  it('answers later, and in order', async () => {
    const client = await model.connectPhone()
    await bring({ fault: 'delay', ms: 120 })
    const startedAt = performance.now()
    client.send(message('user', 'One', 'item_c'))
    await bring({ fault: 'delay', ms: 0 })
    client.send(message('user', 'Two', 'item_d'))
    await client.next('conversation.item.done')
    await client.next('conversation.item.done')
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(119)
    const done = client.events.filter(({ type }) => type === 'conversation.item.done')
    expect(done.map(({ item }) => item?.id)).toEqual(['item_c', 'item_d'])
  })

  it('takes the key, and names what is wrong with a fault', async () => {
    expect((await bring({ fault: 'none' }, 'wrong')).status).toBe(401)
    const refused = await bring({ fault: 'drop', code: 1_005 })
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ error: { param: 'code' } })
  })
})

const auth = { headers: { authorization: `Bearer ${API_KEY}` } }

describe('a session that replaces a lost one', () => {
  it('answers what the caller had said last', async () => {
    const client = await model.connectPhone()
    client.send(message('user', hotel.caller[0]!.say))
    client.send(message('assistant', hotel.answers[0]!.reply))
    client.send(message('user', hotel.caller[1]!.say))
    client.send({ type: 'response.create' })
    expect(wordsOf(await client.next('response.done'))).toBe(hotel.answers[1]!.reply)
  })

  it('goes on where the answer was broken off', async () => {
    const client = await model.connectPhone()
    const { heard, reply } = hotel.answers[1]!
    client.send(message('user', heard))
    client.send(message('assistant', `${reply.slice(0, 56)}…`))
    client.send(message('system', 'The connection was lost for a moment.'))
    client.send({ type: 'response.create' })
    expect(wordsOf(await client.next('response.done'))).toBe(reply.slice(56).trim())
  })

  it('does not greet again after a whole conversation', async () => {
    const client = await model.connectPhone()
    client.send(message('user', hotel.caller[0]!.say))
    client.send(message('assistant', hotel.answers[0]!.reply))
    client.send({ type: 'response.create' })
    expect(wordsOf(await client.next('response.done'))).not.toMatch(/^(Hello|Good morning)/)
  })
})

describe('an agent that may end the call', () => {
  const goodbye = hotel.caller.at(-1)!.say

  it('says goodbye and calls end_call in one response', async () => {
    const client = await model.connectPhone({}, { tools: [END_CALL] })
    client.send(message('user', goodbye))
    client.send({ type: 'response.create' })
    const called = await client.next('response.function_call_arguments.done')
    expect(JSON.parse(String(called['arguments']))).toEqual({ reason: expect.any(String) })
    expect(called).toMatchObject({ name: 'end_call', output_index: 1 })
    const { output } = (await client.next('response.done')).response!
    expect(output.map(({ type }) => type)).toEqual(['message', 'function_call'])
    expect(output[1]).toMatchObject({ status: 'completed', call_id: called['call_id'] })
    client.send({
      type: 'conversation.item.create',
      previous_item_id: output[1]!.id,
      item: { type: 'function_call_output', call_id: called['call_id'], output: '{}' },
    })
    expect((await client.next('conversation.item.done')).item?.['type']).toBe(
      'function_call_output',
    )
  })

  it.each([
    ['there is no such tool', {}],
    ['tools are off', { tools: [END_CALL], tool_choice: 'none' }],
  ])('only says goodbye where %s', async (_, session) => {
    const client = await model.connectPhone({}, session)
    client.send(message('user', goodbye))
    client.send({ type: 'response.create' })
    expect((await client.next('response.done')).response?.output).toHaveLength(1)
  })
})
