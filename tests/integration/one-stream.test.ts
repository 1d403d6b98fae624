import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Direction } from '#contracts/call.ts'
import { asCarrier } from '#tests/fixtures/app-under-test.ts'
import { actionOf, callCenter, type CallCenter } from '#tests/fixtures/call-center.ts'
import { newCall, newSid } from '#tests/fixtures/new-call.ts'
import type { RelayProcess } from '#tests/fixtures/relay-process.ts'

let center: CallCenter
let relays: RelayProcess[]
beforeAll(async () => {
  center = await callCenter()
  relays = await Promise.all([
    center.startRelay(),
    center.startRelay(),
    center.startRelay({ RELAY_WORKERS: '2' }),
  ])
}, 120_000)
afterAll(() => center[Symbol.asyncDispose]())
/** The app's clock stands still, and relays judge its tickets by the time of day. */
beforeEach(() => center.app.advance(Date.now() - center.app.ctx.clock.now()))
afterEach(() => expect.poll(carriedCalls, { timeout: 10_000 }).toBe(0))

const refused = 1008

/** Of all relays. */
async function carriedCalls(): Promise<number> {
  const answers = await Promise.all(relays.map(({ url }) => fetch(`${url}/health`)))
  const healths = await Promise.all(answers.map((answer) => answer.json()))
  return healths.reduce<number>((sum, { calls }: { calls: number }) => sum + calls, 0)
}

/** A call that has been answered, and how the carrier asks what to do with it. */
async function answeredCall(direction: Direction) {
  const callSid = newSid('CA')
  const fresh = newCall({ callSid, direction, status: 'in-progress' })
  const { call } = await center.app.ctx.stores.calls.create(fresh)
  const ask = async (more: Record<string, string> = {}) => {
    const fields = { CallSid: callSid, Direction: direction, ...more }
    return (await asCarrier(`/api/twilio/voice?callId=${call.id}`, fields)).text()
  }
  return { callId: call.id, callSid, ask }
}

/** Brings two genuine streams of one call at once; answers the one that is carried, talking, once the other is closed. */
async function race(
  callSid: string,
  [one, other]: readonly [string, string],
  at: readonly [RelayProcess, RelayProcess],
) {
  const asked = center.model.asked()
  const phones = await Promise.all([
    center.dial(one, callSid, at[0]),
    center.dial(other, callSid, at[1]),
  ])
  for (const { phone } of phones) phone.start()
  const session = await center.model.session()
  await session.open()
  const { lost, code } = await Promise.race(
    phones.map(async (each) => ({ lost: each, code: await each.phone.closed })),
  )
  expect(code).toBe(refused)
  const won = phones.find((dialled) => dialled !== lost)
  if (won === undefined) throw new Error('Both were closed.')
  won.phone.media(0, 'AAAA')
  expect((await session.expect('input_audio_buffer.append'))['audio']).toBe('AAAA')
  expect(center.model.asked()).toBe(asked + 1)
  return { ...won, session, callSid }
}

test.each([
  ['two relays', 'inbound', 0, 1],
  ['two relays', 'outbound', 0, 1],
  ['two workers of one relay', 'inbound', 2, 2],
] as const)(
  '[DOOR-12] of two genuine streams of one call one is carried and the other costs no model socket: %s, %s',
  async (_, direction, first, second) => {
    const at = [relays[first]!, relays[second]!] as const
    const { callId, callSid, ask } = await answeredCall(direction)
    const won = await race(callSid, [await ask(), await ask()], at)
    // While it talks, neither a ticket that was left nor a new one of the first question opens anything.
    const asked = center.model.asked()
    const { phone } = await center.dial(await ask({ ErrorCode: '11200' }), callSid, at[1])
    phone.start()
    expect(await phone.closed).toBe(refused)
    // When it is lost, the carrier's own question opens the next; asked twice, once.
    won.phone.drop()
    await won.session.closed
    const answers = [await center.afterStream(won), await center.afterStream(won)] as const
    const next = await race(callSid, answers, at)
    expect(center.model.asked()).toBe(asked + 1)
    expect(await center.app.ctx.stores.relays.carriage(callId)).toMatchObject({ streams: 2 })
    next.phone.stop()
    await next.session.closed
  },
)

test('[GONE-12] a relay that dies between the claim of a call and its first word costs the call one question', async () => {
  const { callSid, ask } = await answeredCall('inbound')
  const twiml = await ask()
  await center.app.ctx.stores.calls.claimStream({
    ticket: /name="ticket" value="([^"]+)"/.exec(twiml)?.[1] ?? '',
    callSid,
    streamSid: newSid('MZ'),
    relayId: 'a-relay-that-died',
    now: new Date(),
  })
  const answer = await center.afterStream({ action: actionOf(twiml), callSid })
  const next = await center.connect(answer, callSid, relays[0]!)
  next.phone.stop()
  await next.session.closed
})
