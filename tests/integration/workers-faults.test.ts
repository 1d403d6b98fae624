import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import twilio from 'twilio'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { callCenter, type CallCenter } from '#tests/fixtures/call-center.ts'
import { childrenOf, isRunning } from '#tests/fixtures/process-tree.ts'
import type { RelayProcess } from '#tests/fixtures/relay-process.ts'

let center: CallCenter
beforeEach(async () => {
  center = await callCenter()
})
afterEach(() => center[Symbol.asyncDispose]())

type Talk = Awaited<ReturnType<CallCenter['incomingCall']>>

const sound = () => randomBytes(160).toString('base64')
const find = (callId: string) => center.app.ctx.stores.calls.find(callId)

/** A caller's sentence, until it stands in the database. */
async function sayAndKeep({ session, callId }: Talk, transcript: string): Promise<void> {
  const heard = { type: 'conversation.item.input_audio_transcription.completed', content_index: 0 }
  session.say({ type: 'input_audio_buffer.committed', item_id: 'ask', previous_item_id: null })
  session.say({ ...heard, item_id: 'ask', transcript })
  const { transcripts } = center.app.ctx.stores
  await expect
    .poll(async () => (await transcripts.list(callId)).map(({ text }) => text), { timeout: 10_000 })
    .toEqual([transcript])
}

/** Two calls, each in another worker; killing `victim` ends the stream of the first. */
async function twoCalls(relay: RelayProcess) {
  const calls = [await center.incomingCall(relay), await center.incomingCall(relay)] as const
  await sayAndKeep(calls[0], 'My name is Ada.')
  await sayAndKeep(calls[1], 'My name is Bob.')
  return calls
}

/** Kills one worker; answers the call that it carried, and the other. */
async function killWorker([one, other]: readonly [Talk, Talk], pid: number) {
  process.kill(pid, 'SIGKILL')
  const lost = await Promise.race([
    one.phone.closed.then(() => one),
    other.phone.closed.then(() => other),
  ])
  return { lost, left: lost === one ? other : one }
}

/** A media stream that is let in and whose upgrade nobody answers. */
function openStream(relay: RelayProcess) {
  const { TWILIO_AUTH_TOKEN, RELAY_PUBLIC_URL } = center.app.ctx.config
  const address = `${RELAY_PUBLIC_URL}/media-stream`
  const signature = twilio.getExpectedTwilioSignature(TWILIO_AUTH_TOKEN, address, {})
  const asked = request(`${relay.url}/media-stream`, {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      'X-Twilio-Signature': signature,
    },
  })
  asked.end()
  asked.on('error', () => undefined)
  return { sent: once(asked, 'finish'), cut: new Promise((resolve) => asked.on('close', resolve)) }
}

test('[WORK-5] a worker that is killed takes no other call along, is replaced, and its own call goes on', async () => {
  const relay = await center.startRelay({ RELAY_WORKERS: '2' })
  const calls = await twoCalls(relay)
  const [victim, neighbour] = childrenOf(relay.pid) as [number, number]
  let isTalking = true
  const frames: string[] = []
  const talking = (async () => {
    for (let at = 0; isTalking; at += 20) {
      for (const { phone } of calls) {
        frames.push(sound())
        phone.media(at, frames.at(-1) ?? '')
      }
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })()
  const { lost, left } = await killWorker(calls, victim)
  const twiml = await center.afterStream(lost)
  const again = await center.connect(twiml, lost.callSid, relay)
  const seed = await again.session.expect('conversation.item.create')
  expect(JSON.stringify(seed['item'])).toContain(lost === calls[0] ? 'Ada' : 'Bob')
  isTalking = false
  await talking
  const mine = frames.filter((_, at) => (at % 2 === 0) === (left === calls[0]))
  for (const payload of mine) {
    expect((await left.session.expect('input_audio_buffer.append'))['audio']).toBe(payload)
  }
  await expect.poll(() => childrenOf(relay.pid), { timeout: 10_000 }).toHaveLength(2)
  expect(childrenOf(relay.pid)).toContain(neighbour)
  expect(childrenOf(relay.pid)).not.toContain(victim)
  expect(await find(lost.callId)).toMatchObject({ status: 'in-progress', endReason: null })
  relay.signal('SIGINT')
  expect(await relay.gone).toEqual({ code: 0, signal: null })
}, 120_000)

test('[WORK-6] what a worker that is gone had counted stays in the totals, and its calls are live no more', async () => {
  const relay = await center.startRelay({ RELAY_WORKERS: '2' })
  const sample = async (name: string) => {
    const text = await (await fetch(`${relay.url}/metrics`)).text()
    return Number(
      text
        .split('\n')
        .find((one) => one.startsWith(`${name} `))
        ?.split(' ')[1],
    )
  }
  const calls = await twoCalls(relay)
  const begun = 'switchboard_calls_begun_total{direction="inbound"}'
  expect([await sample(begun), await sample('switchboard_calls_live')]).toEqual([2, 2])
  await killWorker(calls, childrenOf(relay.pid)[0] ?? 0)
  await expect.poll(() => sample('switchboard_calls_live'), { timeout: 5_000 }).toBe(1)
  expect(await sample(begun)).toBe(2)
  const health = await fetch(`${relay.url}/health`)
  expect(await health.json()).toEqual({ status: 'ok', calls: 1 })
  relay.signal('SIGINT')
  await relay.gone
}, 120_000)

test('[WORK-7] while no worker answers no calls are taken, and whoever asks hears so', async () => {
  const relay = await center.startRelay({ RELAY_WORKERS: '2' })
  const call = await center.incomingCall(relay)
  const workers = childrenOf(relay.pid)
  for (const pid of workers) process.kill(pid, 'SIGSTOP')
  const response = { do: 'createResponse', response: {} } as const
  const asked = await center.app.ctx.relay.command(call.callId, response)
  expect(asked).toMatchObject({ ok: false, problem: 'relay-unreachable' })
  await expect
    .poll(() => relay.ready(), { timeout: 15_000 })
    .toEqual({ status: 503, body: { ready: false, because: ['no-worker'] } })
  for (const pid of workers) process.kill(pid, 'SIGCONT')
  await expect.poll(async () => (await relay.ready()).status, { timeout: 10_000 }).toBe(200)
  expect(await center.app.ctx.relay.command(call.callId, response)).toMatchObject({ ok: true })
  relay.signal('SIGINT')
  await relay.gone
}, 120_000)

test('[WORK-5] a stream on its way to a worker that dies is cut, so that the carrier asks what to do', async () => {
  const relay = await center.startRelay({ RELAY_WORKERS: '2' })
  const workers = childrenOf(relay.pid)
  for (const pid of workers) process.kill(pid, 'SIGSTOP')
  const connecting = Array.from({ length: 6 }, () => openStream(relay))
  await Promise.all(connecting.map(({ sent }) => sent))
  // Answered later than those were read.
  await relay.ready()
  for (const pid of workers) process.kill(pid, 'SIGKILL')
  const cutAt = performance.now()
  await Promise.all(connecting.map(({ cut }) => cut))
  expect(performance.now() - cutAt).toBeLessThan(1_500)
  await expect.poll(async () => (await relay.ready()).status, { timeout: 20_000 }).toBe(200)
  await center.incomingCall(relay)
}, 120_000)

test('[WORK-10] a worker that hangs is killed after twenty seconds, and its calls go on', async () => {
  const relay = await center.startRelay({ RELAY_WORKERS: '2' })
  const call = await center.incomingCall(relay)
  const workers = childrenOf(relay.pid)
  for (const pid of workers) process.kill(pid, 'SIGSTOP')
  await Promise.race([call.phone.closed, once(AbortSignal.timeout(40_000), 'abort')])
  expect(await call.phone.closed).toBe(1006)
  await expect.poll(async () => (await relay.ready()).status, { timeout: 20_000 }).toBe(200)
  expect(childrenOf(relay.pid).some((pid) => workers.includes(pid))).toBe(false)
  center.app.advance(30_000)
  await center.connect(await center.afterStream(call), call.callSid, relay)
}, 120_000)

test('[WORK-8] a relay that leaves hands over the calls of all its workers; one that is stopped ends them', async () => {
  const relay = await center.startRelay({ RELAY_WORKERS: '2', DRAIN_SECONDS: '1' })
  const calls = await twoCalls(relay)
  relay.signal('SIGTERM')
  for (const { phone } of calls) expect(await phone.closed).toBe(1000)
  expect(await relay.gone).toEqual({ code: 0, signal: null })
  for (const { callId } of calls) expect(await find(callId)).toMatchObject({ endReason: null })
  const next = await center.startRelay({ RELAY_WORKERS: '2' })
  for (const call of calls) {
    const twiml = await center.afterStream(call)
    const { session } = await center.connect(twiml, call.callSid, next)
    await session.expect('conversation.item.create')
  }
  next.signal('SIGINT')
  expect(await next.gone).toEqual({ code: 0, signal: null })
  for (const { callId } of calls) {
    expect(await find(callId)).toMatchObject({ endReason: 'relay-stopped' })
  }
}, 120_000)

test('[WORK-9] no worker outlives its front, whose calls are let go of and not ended', async () => {
  const relay = await center.startRelay({ RELAY_WORKERS: '2' })
  const calls = await twoCalls(relay)
  const workers = childrenOf(relay.pid)
  relay.signal('SIGKILL')
  for (const { phone, session } of calls) {
    await phone.closed
    await session.closed
  }
  await relay.gone
  await expect.poll(() => workers.filter(isRunning), { timeout: 5_000 }).toEqual([])
  for (const { callId } of calls) {
    expect(await find(callId)).toMatchObject({ status: 'in-progress', endReason: null })
  }
}, 120_000)
