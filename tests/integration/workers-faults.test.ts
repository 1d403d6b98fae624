import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import twilio from 'twilio'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { callCenter, type CallCenter, type Talk } from '#tests/fixtures/call-center.ts'
import { workersOf } from '#tests/fixtures/process-tree.ts'
import type { RelayProcess } from '#tests/fixtures/relay-process.ts'
import { twoCalls } from '#tests/fixtures/two-calls.ts'

let center: CallCenter
beforeEach(async () => {
  center = await callCenter()
})
afterEach(() => center[Symbol.asyncDispose]())

const sound = () => randomBytes(160).toString('base64')
const find = (callId: string) => center.app.ctx.stores.calls.find(callId)

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
  const calls = await twoCalls(center, relay)
  const [victim, neighbour] = workersOf(relay.pid) as [number, number]
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
  await expect.poll(() => workersOf(relay.pid), { timeout: 10_000 }).toHaveLength(2)
  expect(workersOf(relay.pid)).toContain(neighbour)
  expect(workersOf(relay.pid)).not.toContain(victim)
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
  const calls = await twoCalls(center, relay)
  const begun = 'switchboard_calls_begun_total{direction="inbound"}'
  expect([await sample(begun), await sample('switchboard_calls_live')]).toEqual([2, 2])
  await killWorker(calls, workersOf(relay.pid)[0] ?? 0)
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
  const workers = workersOf(relay.pid)
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
  const workers = workersOf(relay.pid)
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
