import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import twilio from 'twilio'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { callCenter, type CallCenter } from '#tests/fixtures/call-center.ts'
import type { RelayProcess } from '#tests/fixtures/relay-process.ts'

let center: CallCenter
beforeEach(async () => {
  center = await callCenter()
})
afterEach(() => center[Symbol.asyncDispose]())

const frame = () => randomBytes(160).toString('base64')
const find = (callId: string) => center.app.ctx.stores.calls.find(callId)

/** Audio gets through both ways. */
async function expectTalking({ phone, session }: Awaited<ReturnType<CallCenter['incomingCall']>>) {
  const asked = frame()
  phone.media(0, asked)
  expect((await session.expect('input_audio_buffer.append'))['audio']).toBe(asked)
  const answer = frame()
  const response = { id: 'r', object: 'realtime.response', status: 'in_progress', output: [] }
  session.say({ type: 'response.created', response })
  const audio = { response_id: 'r', item_id: 'i', delta: answer }
  session.say({ type: 'response.output_audio.delta', ...audio })
  expect((await phone.expect('media')).media?.payload).toBe(answer)
  const { mark } = await phone.expect('mark')
  session.say({ type: 'response.done', response: { ...response, status: 'completed' } })
  phone.mark(mark?.name ?? '')
}

/** What a new media stream, signed by the carrier, is answered. */
async function upgradeStatus(relay: RelayProcess) {
  const { TWILIO_AUTH_TOKEN, RELAY_PUBLIC_URL } = center.app.ctx.config
  const address = `${RELAY_PUBLIC_URL}/media-stream`
  const signature = twilio.getExpectedTwilioSignature(TWILIO_AUTH_TOKEN, address, {})
  const headers = { 'x-twilio-signature': signature }
  const socket = new WebSocket(`ws://127.0.0.1:${relay.port}/media-stream`, { headers })
  socket.on('error', () => undefined)
  return new Promise((resolve) => {
    socket.on('unexpected-response', (_, response) => resolve(response.statusCode))
    socket.on('open', () => resolve('open'))
  })
}

/** Waits until the relay says that it is leaving. */
async function untilDraining(relay: RelayProcess) {
  for (;;) {
    const { status, body } = await relay.ready()
    if (status === 503) return body
    await wait(20)
  }
}

test('[DRAIN-1] a relay that is asked to leave takes no new calls, and leaves when its last call has ended', async () => {
  const relay = await center.startRelay({ DRAIN_SECONDS: '60' })
  const call = await center.incomingCall(relay)
  relay.signal('SIGTERM')
  expect(await untilDraining(relay)).toEqual({ ready: false, because: ['draining'] })
  const { ctx } = center.app
  await expect
    .poll(async () => (await ctx.stores.relays.alive(new Date(0))).map(({ draining }) => draining))
    .toEqual([true])
  expect(await upgradeStatus(relay)).toBe(503)
  await expectTalking(call)
  call.phone.stop()
  expect(await relay.gone).toEqual({ code: 0, signal: null })
  expect(await find(call.callId)).toMatchObject({ endReason: 'caller-hung-up' })
  expect(await ctx.stores.relays.alive(new Date(0))).toEqual([])
})

test('[DRAIN-2] a call that lasts is handed over when it is quiet, once half of the time has passed and another relay is there', async () => {
  const relay = await center.startRelay({ DRAIN_SECONDS: '6' })
  const call = await center.incomingCall(relay)
  await expectTalking(call)
  const next = await center.startRelay()
  const askedAt = performance.now()
  relay.signal('SIGTERM')
  expect(await call.phone.closed).toBe(1000)
  const handedOverMs = performance.now() - askedAt
  expect(handedOverMs).toBeGreaterThan(2_900)
  expect(handedOverMs).toBeLessThan(5_000)
  expect(await relay.gone).toEqual({ code: 0, signal: null })
  const twiml = await center.afterStream(call)
  await expectTalking({ ...call, ...(await center.connect(twiml, call.callSid, next)) })
  expect(await find(call.callId)).toMatchObject({ status: 'in-progress', endReason: null })
})

test('[DRAIN-3] whatever is still up when the time is over is handed over at once, also in mid-sentence and to a relay yet to come', async () => {
  const relay = await center.startRelay({ DRAIN_SECONDS: '1' })
  const call = await center.incomingCall(relay)
  const response = { id: 'r', object: 'realtime.response', status: 'in_progress', output: [] }
  call.session.say({ type: 'response.created', response })
  const audio = { response_id: 'r', item_id: 'i', delta: randomBytes(8_000).toString('base64') }
  call.session.say({ type: 'response.output_audio.delta', ...audio })
  await call.phone.expect('media')
  relay.signal('SIGTERM')
  await call.phone.closed
  expect(await call.session.closed).toBe(1000)
  expect(await relay.gone).toEqual({ code: 0, signal: null })
  const question = center.afterStream(call)
  const next = await center.startRelay()
  await expectTalking({ ...call, ...(await center.connect(await question, call.callSid, next)) })
})

test.each([
  ['SIGINT stops it', ['SIGINT']],
  ['a second SIGTERM stops it', ['SIGTERM', 'SIGTERM']],
] as const)('[DRAIN-4] %s at once, and its calls end with their reason', async (_, signals) => {
  const relay = await center.startRelay({ DRAIN_SECONDS: '60' })
  const call = await center.incomingCall(relay)
  for (const name of signals) {
    relay.signal(name)
    if (signals.length > 1) await untilDraining(relay)
  }
  await call.phone.closed
  expect(await relay.gone).toEqual({ code: 0, signal: null })
  expect(await find(call.callId)).toMatchObject({ endReason: 'relay-stopped' })
  expect(await center.afterStream(call)).toMatch(/<Response><Hangup ?\/><\/Response>/)
})
