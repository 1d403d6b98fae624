import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AgentConfig } from '#contracts/agent.ts'
import type { EndReason } from '#contracts/call.ts'
import {
  appUnderTest,
  asCarrier,
  asProgram,
  json,
  problemOf,
  type AppUnderTest,
} from '#tests/fixtures/app-under-test.ts'
import { newCall, newSid, plainConfig } from '#tests/fixtures/new-call.ts'
import { scriptedHttp, type Received } from '#tests/fixtures/scripted-http.ts'

let app: AppUnderTest
let script: AppUnderTest['relay']['script']
beforeAll(async () => {
  app = await appUnderTest()
  script = app.relay.script
})
afterEach(async () => {
  app.relay.script = script
  app.relay.received.length = 0
  await app.ctx.stores.relays.renew(relayRow(), new Date(app.ctx.clock.now() + 3_600_000))
})
afterAll(() => app[Symbol.asyncDispose]())

const relayRow = (over: { url?: string; draining?: boolean } = {}) => ({
  id: 'relay-1',
  url: app.relay.url,
  draining: false,
  ...over,
})
const HANGUP = /<Response><Hangup ?\/><\/Response>/

/** A call that is up, as the app knows it. */
async function answered(
  change: Partial<AgentConfig> = {},
  direction: 'inbound' | 'outbound' = 'inbound',
) {
  const callSid = newSid('CA')
  const ends = { from: '+14155550123', to: '+14155550100' }
  const { call } = await app.ctx.stores.calls.create(
    newCall({
      callSid,
      direction,
      ...(direction === 'inbound' ? ends : { from: ends.to, to: ends.from }),
      status: 'in-progress',
      config: { ...plainConfig, ...change },
    }),
  )
  return { ...call, callSid }
}

/** Gives the call to a stream, as a relay does. */
async function carry(twiml: string, callSid: string, relayId = 'relay-1') {
  return app.ctx.stores.calls.claimStream({
    ticket: ticketIn(twiml),
    callSid,
    streamSid: newSid('MZ'),
    relayId,
    now: new Date(app.ctx.clock.now()),
  })
}

async function firstStream(call: { id: string; callSid: string }) {
  const twiml = await (
    await asCarrier(`/api/twilio/voice?callId=${call.id}`, { CallSid: call.callSid })
  ).text()
  await carry(twiml, call.callSid)
  return actionIn(twiml)
}

async function ask(address: string, callSid: string, more: Record<string, string> = {}) {
  const response = await asCarrier(address, { CallSid: callSid, ...more })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/xml/)
  return response.text()
}

function ticketIn(twiml: string): string {
  return /name="ticket" value="([^"]+)"/.exec(twiml)?.[1] ?? ''
}
function actionIn(twiml: string): string {
  const url =
    /<Connect action="([^"]+)"/.exec(twiml)?.[1] ?? /<Redirect[^>]*>([^<]+)</.exec(twiml)?.[1]
  return (url ?? '').replaceAll('&amp;', '&').replace('http://localhost:3000', '')
}
const commands = () => app.relay.received.filter(({ path }) => path.endsWith('/commands'))
const find = (id: string) => app.ctx.stores.calls.find(id)

async function ended(reason: EndReason, change: Partial<AgentConfig> = {}) {
  const call = await answered(change)
  const action = await firstStream(call)
  await app.ctx.stores.calls.recordEnd(call.id, { reason, by: 'system' })
  return { ...call, action }
}

describe('a call that was meant to end', () => {
  test.each(['agent-ended', 'operator-ended', 'no-input', 'relay-stopped'] as const)(
    '[GONE-1] is hung up when its stream is over: %s',
    async (reason) => {
      const call = await ended(reason, { fallback: { mode: 'sentence', text: 'Sorry.' } })
      expect(await ask(call.action, call.callSid)).toMatch(HANGUP)
      expect(commands()).toEqual([])
    },
  )

  test('[GONE-1] is hung up when the carrier says that it is over, and when nobody knows it', async () => {
    const call = await answered()
    const action = await firstStream(call)
    expect(await ask(action, call.callSid, { CallStatus: 'completed' })).toMatch(HANGUP)
    expect(await ask('/api/twilio/after-stream', newSid('CA'))).toMatch(HANGUP)
    expect(await ask('/api/twilio/after-stream?callId=nobody', newSid('CA'))).toMatch(HANGUP)
  })
})

describe('a call that no model was left for', () => {
  test.each([
    ['ja', 'ja-JP', 'すみません、少し後でおかけ直しください。'],
    ['de', 'de-DE', 'Bitte rufen Sie später an.'],
    [null, null, 'Tea & <biscuits>, later.'],
  ])(
    '[GONE-2] tells the caller so, in the language of the agent (%s)',
    async (language, locale, text) => {
      const call = await ended('model-lost', {
        fallback: { mode: 'sentence', text },
        transcription: { ...plainConfig.transcription, language },
      })
      const twiml = await ask(call.action, call.callSid)
      const attribute = locale === null ? '' : ` language="${locale}"`
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
      expect(twiml).toContain(`<Response><Say${attribute}>${escaped}</Say><Hangup/></Response>`)
    },
  )

  test('[GONE-2] transfers the caller from our own number, whichever way the call went', async () => {
    for (const direction of ['inbound', 'outbound'] as const) {
      const call = await answered({ fallback: { mode: 'transfer', to: '+14155550177' } }, direction)
      const action = await firstStream(call)
      await app.ctx.stores.calls.recordEnd(call.id, { reason: 'model-refused', by: 'model' })
      expect(await ask(action, call.callSid)).toContain(
        '<Response><Dial callerId="+14155550100" timeout="30" timeLimit="3600" answerOnBridge="true">' +
          '<Number>+14155550177</Number></Dial><Hangup/></Response>',
      )
    }
  })

  test('[GONE-2] does so once, says so in the event log, and then is hung up', async () => {
    const call = await ended('model-unreachable', {
      fallback: { mode: 'sentence', text: 'Later.' },
    })
    expect(await ask(call.action, call.callSid)).toContain('<Say>Later.</Say>')
    expect(await ask(call.action, call.callSid)).toMatch(HANGUP)
    const events = await app.ctx.stores.events.list(call.id)
    expect(events).toMatchObject([{ type: 'fallback.said', source: 'relay', seq: 100_000 }])
    expect(app.published()).toContainEqual({ kind: 'event', callId: call.id, event: events[0] })
  })

  test('[GONE-2] is hung up where the agent has nothing else to offer', async () => {
    const call = await ended('model-lost', { fallback: { mode: 'hangUp' } })
    expect(await ask(call.action, call.callSid)).toMatch(HANGUP)
  })
})

describe('a call that nobody meant to end', () => {
  test('[GONE-3] is connected again by a ticket of its own, once whoever holds it has let go', async () => {
    const call = await answered()
    const action = await firstStream(call)
    const twiml = await ask(action, call.callSid)
    expect(twiml).toContain('<Stream url="ws://localhost:3000/media-stream">')
    expect(twiml).not.toContain('<Recording')
    expect(twiml).not.toContain('<Pause')
    expect(commands().map(({ path, body }) => [path, body])).toEqual([
      [`/control/calls/${call.id}/commands`, '{"do":"letGo"}'],
    ])
    expect(await carry(twiml, call.callSid)).toMatchObject({ callId: call.id, streamNumber: 1 })
    const again = await ask(actionIn(twiml), call.callSid)
    expect(await carry(again, call.callSid)).toMatchObject({ streamNumber: 2 })
    expect(await find(call.id)).toMatchObject({ status: 'in-progress', endReason: null })
  })

  test('[GONE-3] is found by its SID where the address does not name it', async () => {
    const call = await answered()
    await firstStream(call)
    const twiml = await ask('/api/twilio/after-stream', call.callSid)
    expect(await carry(twiml, call.callSid)).toMatchObject({ callId: call.id })
  })

  test('[GONE-3] is not connected when its relay tells of its end while letting go', async () => {
    const call = await answered()
    const action = await firstStream(call)
    const { recordEnd, find: findCall } = app.ctx.stores.calls
    app.ctx.stores.calls.find = async (id) => {
      if (commands().length > 0) await recordEnd(call.id, { reason: 'agent-ended', by: 'agent' })
      return findCall(id)
    }
    const twiml = await ask(action, call.callSid)
    app.ctx.stores.calls.find = findCall
    expect(twiml).toMatch(HANGUP)
  })

  test('[GONE-4] a question that was answered before takes the call from nobody', async () => {
    const call = await answered()
    const action = await firstStream(call)
    const twiml = await ask(action, call.callSid)
    await carry(twiml, call.callSid)
    await carry(await ask(actionIn(twiml), call.callSid), call.callSid)
    app.relay.received.length = 0
    expect(await ask(action, call.callSid)).toContain('<Stream')
    expect(commands()).toEqual([])
  })

  test('[GONE-4] the same question twice at once gets two answers, of which the one that is used is good', async () => {
    for (const used of [0, 1]) {
      const call = await answered()
      const action = await firstStream(call)
      const answers = await Promise.all([ask(action, call.callSid), ask(action, call.callSid)])
      expect(new Set(answers.map(ticketIn)).size).toBe(2)
      const twiml = answers[used] ?? ''
      expect(await carry(twiml, call.callSid)).toMatchObject({ streamNumber: 1 })
      expect(await carry(answers[1 - used] ?? '', call.callSid)).toBeNull()
      const next = await ask(actionIn(twiml), call.callSid)
      expect(await carry(next, call.callSid)).toMatchObject({ streamNumber: 2 })
    }
  })

  test('[GONE-4] a stream that was given up and is counted all the same costs the next one a try, and no more', async () => {
    const call = await answered()
    const late = await asCarrier(`/api/twilio/voice?callId=${call.id}`, { CallSid: call.callSid })
    const first = await late.text()
    let twiml = await ask(actionIn(first), call.callSid)
    expect(await carry(first, call.callSid)).toMatchObject({ streamNumber: 0 })
    let carried = await carry(twiml, call.callSid)
    for (let tries = 0; carried === null && tries < 2; tries += 1) {
      twiml = await ask(actionIn(twiml), call.callSid)
      carried = await carry(twiml, call.callSid)
    }
    expect(carried).toMatchObject({ streamNumber: 1 })
  })

  test('[GONE-4] the first question of a call that has had streams is answered, and its stream comes in the end', async () => {
    const call = await answered()
    await firstStream(call)
    const again = { CallSid: call.callSid, ErrorCode: '11200' }
    let twiml = await (await asCarrier(`/api/twilio/voice?callId=${call.id}`, again)).text()
    let carried = await carry(twiml, call.callSid)
    expect(carried).toBeNull()
    for (let tries = 0; carried === null && tries < 3; tries += 1) {
      twiml = await ask(actionIn(twiml), call.callSid)
      carried = await carry(twiml, call.callSid)
    }
    expect(carried).toMatchObject({ streamNumber: 1 })
  })

  test('[GONE-5] is tried once more at once, then every second, where no stream gets through', async () => {
    const call = await answered()
    const first = await ask(await firstStream(call), call.callSid)
    const second = await ask(actionIn(first), call.callSid)
    const third = await ask(actionIn(second), call.callSid)
    expect(first).not.toContain('<Pause')
    expect(second).toMatch(/<Pause length="1"\/><Connect/)
    expect(third).toMatch(/<Pause length="1"\/><Connect/)
    expect(new Set([first, second, third].map(ticketIn)).size).toBe(3)
    app.advance(30_001)
    expect(await ask(actionIn(third), call.callSid)).toMatch(HANGUP)
    expect(await find(call.id)).toMatchObject({ endReason: 'relay-lost', endedBy: 'system' })
  })

  test('[GONE-5] is given up when it has lost twenty streams', async () => {
    const call = await answered()
    let action = await firstStream(call)
    for (let streams = 1; streams < 20; streams += 1) {
      const twiml = await ask(action, call.callSid)
      expect(await carry(twiml, call.callSid)).toMatchObject({ streamNumber: streams })
      action = actionIn(twiml)
    }
    expect(await ask(action, call.callSid)).toMatch(HANGUP)
    expect(await find(call.id)).toMatchObject({ endReason: 'relay-lost' })
  })
})

describe('while no relay takes calls', () => {
  test.each([
    ['is killed', { relay: { renewedAgoMs: 1_000 }, ready: undefined }],
    ['is draining', { relay: { draining: true }, ready: json({ ready: true }) }],
    ['has not been heard of', { relay: { renewedAgoMs: 12_001 }, ready: json({ ready: true }) }],
    ['says that it is not ready', { relay: {}, ready: json({ ready: false }, 503) }],
  ])(
    '[GONE-6] the caller is kept waiting, half a minute at most: the only one %s',
    async (_, how) => {
      const call = await answered({ fallback: { mode: 'sentence', text: 'Call later.' } })
      const action = await firstStream(call)
      const { renewedAgoMs = 0, draining = false } = how.relay as {
        renewedAgoMs?: number
        draining?: boolean
      }
      await app.ctx.stores.relays.renew(
        relayRow({ draining }),
        new Date(app.ctx.clock.now() - renewedAgoMs),
      )
      answerReady(() => how.ready)
      const waiting = await ask(action, call.callSid)
      expect(waiting).toMatch(/<Pause length="2"\/><Redirect method="POST">/)
      expect(await find(call.id)).toMatchObject({ endReason: null })
      app.advance(30_001)
      const given = await ask(actionIn(waiting), call.callSid)
      expect(given).toContain('<Say>Call later.</Say><Hangup/>')
      expect(await find(call.id)).toMatchObject({ endReason: 'relay-lost', endedBy: 'system' })
      expect(await ask(actionIn(waiting), call.callSid)).toMatch(HANGUP)
    },
    15_000,
  )

  test('[GONE-6] the first that comes back is found by the question that is waiting', async () => {
    const call = await answered()
    const action = await firstStream(call)
    let asked = 0
    answerReady(() => ((asked += 1) < 4 ? json({ ready: false }, 503) : json({ ready: true })))
    expect(await ask(action, call.callSid)).toContain('<Stream')
    expect(asked).toBe(4)
  })

  test('[GONE-7] nobody is dialled, and the operator is told when to try again', async () => {
    answerReady(() => undefined)
    const response = await asProgram('POST', '/api/calls', { body: { to: '+14155550123' } })
    expect(response.headers.get('retry-after')).toBe('5')
    expect(await problemOf(response)).toMatchObject({
      code: 'relay-unreachable',
      status: 503,
      detail: expect.stringContaining('Nobody was dialled'),
    })
    expect(app.carrier.received.filter(({ path }) => path.endsWith('/Calls.json'))).toEqual([])
  })
})

test('[GONE-8] a database that is away is waited for, and the call goes on when it is back', async () => {
  const call = await answered()
  const action = await firstStream(call)
  const { relays } = app.ctx.stores
  const { carriage } = relays
  relays.carriage = () => Promise.reject(new Error('the database went away'))
  const waiting = await ask(action, call.callSid)
  expect(waiting).toMatch(/<Pause length="2"\/><Redirect method="POST">/)
  app.advance(30_001)
  expect(await ask(actionIn(waiting), call.callSid)).toMatch(HANGUP)
  relays.carriage = carriage
  app.advance(-20_000)
  expect(await ask(actionIn(waiting), call.callSid)).toContain('<Stream')
})

test('[GONE-9] a command reaches the relay that carries the call, wherever that is', async () => {
  const other = await scriptedHttp(() => json({ ok: true, notes: ['from the other relay'] }))
  await app.ctx.stores.relays.renew(
    { id: 'relay-2', url: other.url, draining: true },
    new Date(app.ctx.clock.now()),
  )
  const call = await answered()
  const twiml = await ask(`/api/twilio/after-stream?callId=${call.id}`, call.callSid)
  await carry(twiml, call.callSid, 'relay-2')
  app.relay.received.length = 0
  const speak = () => asProgram('POST', `/api/calls/${call.id}/responses`, { body: {} })
  expect(await (await speak()).json()).toEqual({ notes: ['from the other relay'] })
  expect(commands()).toEqual([])
  await app.ctx.stores.relays.remove('relay-2')
  expect(await problemOf(await speak())).toMatchObject({ code: 'call-not-live' })
  expect(commands()).toHaveLength(1)
  await other.close()
})

function answerReady(answer: (received: Received) => ReturnType<typeof json> | undefined): void {
  app.relay.script = (received) =>
    received.path === '/ready' ? answer(received) : script(received)
}
