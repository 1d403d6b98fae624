import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { callCenter, type CallCenter } from '#tests/fixtures/call-center.ts'
import { workersOf, isRunning } from '#tests/fixtures/process-tree.ts'
import { twoCalls } from '#tests/fixtures/two-calls.ts'

let center: CallCenter
beforeEach(async () => {
  center = await callCenter()
})
afterEach(() => center[Symbol.asyncDispose]())

const find = (callId: string) => center.app.ctx.stores.calls.find(callId)

test('[WORK-10] a worker that hangs is killed after twenty seconds, and its calls go on', async () => {
  const relay = await center.startRelay({ RELAY_WORKERS: '2' })
  const call = await center.incomingCall(relay)
  const workers = workersOf(relay.pid)
  for (const pid of workers) process.kill(pid, 'SIGSTOP')
  await Promise.race([call.phone.closed, once(AbortSignal.timeout(40_000), 'abort')])
  expect(await call.phone.closed).toBe(1006)
  await expect.poll(async () => (await relay.ready()).status, { timeout: 20_000 }).toBe(200)
  expect(workersOf(relay.pid).some((pid) => workers.includes(pid))).toBe(false)
  center.app.advance(30_000)
  await center.connect(await center.afterStream(call), call.callSid, relay)
}, 120_000)

test('[WORK-8] a relay that leaves hands over the calls of all its workers; one that is stopped ends them', async () => {
  const relay = await center.startRelay({ RELAY_WORKERS: '2', DRAIN_SECONDS: '1' })
  const calls = await twoCalls(center, relay)
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
  const calls = await twoCalls(center, relay)
  const workers = workersOf(relay.pid)
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
