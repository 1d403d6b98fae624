import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FeedMessage } from '#contracts/feed.ts'
import { openDatabase } from '#server/storage/database.ts'
import { callCenter, type CallCenter } from '#tests/fixtures/call-center.ts'
import { connectFeed } from '#tests/fixtures/feed-client.ts'
import { operatorSession } from '#tests/fixtures/operator-session.ts'
import { workersOf } from '#tests/fixtures/process-tree.ts'
import type { RelayProcess } from '#tests/fixtures/relay-process.ts'

let center: CallCenter
let relay: RelayProcess
let holder: { operatorId: string; sessionId: string }

beforeAll(async () => {
  center = await callCenter()
  await using database = openDatabase(center.app.ctx.config.DATABASE_URL)
  holder = await operatorSession(database)
  relay = await center.startRelay({ RELAY_WORKERS: '3' })
}, 120_000)
afterAll(() => center[Symbol.asyncDispose]())

type Talk = Awaited<ReturnType<CallCenter['incomingCall']>>

const sound = () => randomBytes(160).toString('base64')

/** Three calls: one in each worker. */
async function threeCalls(): Promise<Talk[]> {
  const calls: Talk[] = []
  for (let count = 0; count < 3; count += 1) calls.push(await center.incomingCall(relay))
  return calls
}

async function endAll(calls: readonly Talk[]): Promise<void> {
  for (const { phone, session } of calls) {
    phone.stop()
    await session.closed
  }
  await expect.poll(health, { timeout: 10_000 }).toEqual({ status: 'ok', calls: 0 })
}

async function health(): Promise<unknown> {
  return (await fetch(`${relay.url}/health`)).json()
}

/** The sample of that name, as the relay's one `/metrics` tells it. */
async function sample(name: string): Promise<number> {
  const text = await (await fetch(`${relay.url}/metrics`)).text()
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  if (line === undefined) throw new Error(`no sample ${name}`)
  return Number(line.split(' ')[1])
}

async function openFeed() {
  const { ctx } = center.app
  const expiresAt = new Date(Date.now() + 60_000)
  const ticket = await ctx.stores.tickets.mintFeedTicket({ ...holder, expiresAt })
  return connectFeed(`ws://127.0.0.1:${relay.port}/feed`, ctx.config.PUBLIC_URL, { ticket })
}

function say({ session }: Talk, text: string): void {
  const type = 'response.output_audio_transcript.delta'
  session.say({ type, response_id: 'r', item_id: 'i', delta: text })
}

/** The words of a line that was just pushed, and its number. */
async function nextLine(feed: Awaited<ReturnType<typeof openFeed>>) {
  for (;;) {
    const message: Extract<FeedMessage, { type: 'change' }> = await feed.expect('change')
    const { change, seq } = message
    if (change.kind === 'line') return { callId: change.callId, text: change.line.text, seq }
  }
}

test('[WORK-1] calls are spread over the workers, and every frame arrives from the first on', async () => {
  await expect.poll(() => workersOf(relay.pid)).toHaveLength(3)
  const calls = await threeCalls()
  expect(await health()).toEqual({ status: 'ok', calls: 3 })
  for (const { phone, session } of calls) {
    const frames = Array.from({ length: 20 }, sound)
    for (const [at, payload] of frames.entries()) phone.media(at * 20, payload)
    for (const payload of frames) {
      expect((await session.expect('input_audio_buffer.append'))['audio']).toBe(payload)
    }
  }
  await endAll(calls)
}, 60_000)

test('[WORK-2] a console hears the calls of all workers in one numbering without gaps', async () => {
  const calls = await threeCalls()
  const feed = await openFeed()
  const { seq: before } = await feed.expect('welcome')
  const first = await feed.expect('snapshot')
  const others = [await feed.expect('snapshot'), await feed.expect('snapshot')]
  const shown = [first, ...others].map(({ callId }) => callId)
  expect(shown.toSorted()).toEqual(calls.map(({ callId }) => callId).toSorted())
  for (const call of calls) {
    say(call, `Words of ${call.callSid}`)
    const line = await nextLine(feed)
    expect(line).toMatchObject({ callId: call.callId, text: `Words of ${call.callSid}` })
    expect(line.seq).toBeGreaterThan(before)
  }
  feed.close()
  const again = await openFeed()
  await again.expect('welcome')
  const snapshots = [
    await again.expect('snapshot'),
    await again.expect('snapshot'),
    await again.expect('snapshot'),
  ]
  for (const { callId, callSid } of calls) {
    const snapshot = snapshots.find((one) => one.callId === callId)
    expect(snapshot?.lines.map(({ text }) => text)).toEqual([`Words of ${callSid}`])
  }
  again.close()
  await endAll(calls)
}, 60_000)

test('[WORK-3] a command reaches the worker that carries the call, and its answer comes back', async () => {
  const calls = await threeCalls()
  const { relay: door } = center.app.ctx
  for (const { callId, session } of calls) {
    const request = { do: 'createResponse', response: { instructions: `For ${callId}` } } as const
    expect(await door.command(callId, request)).toEqual({ ok: true, notes: [] })
    const asked = await session.expect('response.create')
    expect(JSON.stringify(asked['response'])).toContain(`For ${callId}`)
  }
  const end = { do: 'end', reason: 'operator-ended', endedBy: 'operator' } as const
  const [one, ...others] = calls as [Talk, ...Talk[]]
  expect(await door.command(one.callId, end)).toMatchObject({ ok: true })
  await one.phone.closed
  expect(await door.command('nobody', end)).toMatchObject({ ok: false, problem: 'call-not-live' })
  await expect.poll(health, { timeout: 5_000 }).toEqual({ status: 'ok', calls: 2 })
  await expect
    .poll(() => center.app.ctx.stores.calls.find(one.callId), { timeout: 5_000 })
    .toMatchObject({ endReason: 'operator-ended' })
  await endAll(others)
}, 60_000)

test('[WORK-4] metrics are those of all workers together', async () => {
  const begun = 'switchboard_calls_begun_total{direction="inbound"}'
  const handled = 'switchboard_added_latency_seconds_count{direction="toModel"}'
  const before = { begun: await sample(begun), handled: await sample(handled) }
  const calls = await threeCalls()
  expect(await sample('switchboard_calls_live')).toBe(3)
  expect(await sample(begun)).toBe(before.begun + 3)
  for (const { phone, session } of calls) {
    phone.media(0, sound())
    await session.expect('input_audio_buffer.append')
  }
  expect(await sample(handled)).toBe(before.handled + 3)
  expect(await sample('switchboard_journal_full')).toBe(0)
  expect(await sample('process_start_time_seconds')).toBeLessThan(Date.now() / 1_000)
  await endAll(calls)
}, 60_000)
