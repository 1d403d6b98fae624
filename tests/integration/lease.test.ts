import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLogger } from '#server/logger.ts'
import { holdLease } from '#server/relay/lease.ts'
import { callCenter, type CallCenter } from '#tests/fixtures/call-center.ts'

let center: CallCenter
beforeEach(async () => {
  center = await callCenter({
    greeting: { mode: 'agentFirst', text: 'Hello, this is Nadia.' },
  })
})
afterEach(() => center[Symbol.asyncDispose]())

type Talk = Awaited<ReturnType<CallCenter['incomingCall']>>

/** The agent says a sentence, heard to its end, and the caller answers. */
async function converse({ phone, session, callId }: Talk) {
  const response = { id: 'r1', object: 'realtime.response', status: 'completed', output: [] }
  session.say({ type: 'response.created', response: { ...response, status: 'in_progress' } })
  const item = { id: 'hello', type: 'message', role: 'assistant', content: [] }
  session.say({ type: 'conversation.item.added', previous_item_id: null, item })
  const spoken = { response_id: 'r1', item_id: 'hello' }
  const delta = randomBytes(800).toString('base64')
  session.say({ type: 'response.output_audio.delta', ...spoken, delta })
  const transcript = 'Hello, this is Nadia.'
  session.say({ type: 'response.output_audio_transcript.done', ...spoken, transcript })
  session.say({ type: 'response.done', response })
  phone.mark((await phone.expect('mark')).mark?.name ?? '')
  const heard = { type: 'conversation.item.input_audio_transcription.completed', content_index: 0 }
  session.say({ type: 'input_audio_buffer.committed', item_id: 'ask', previous_item_id: 'hello' })
  session.say({ ...heard, item_id: 'ask', transcript: 'A table for two.' })
  const { transcripts } = center.app.ctx.stores
  await vi.waitFor(async () => expect(await transcripts.list(callId)).toHaveLength(2), 5_000)
}

test('[GONE-12] a relay that is killed loses no call: another one goes on with what was said, and does not greet again', async () => {
  const [first, second] = await Promise.all([center.startRelay(), center.startRelay()])
  const calls = [await center.incomingCall(first), await center.incomingCall(first)]
  for (const call of calls) {
    await call.session.expect('response.create')
    await converse(call)
  }
  const killedAt = performance.now()
  first.signal('SIGKILL')
  for (const call of calls) {
    expect(await call.phone.closed).toBe(1006)
    const twiml = await center.afterStream(call)
    const { phone, session } = await center.connect(twiml, call.callSid, second)
    const said = [
      await session.expect('conversation.item.create'),
      await session.expect('conversation.item.create'),
    ].map((event) => JSON.stringify(event['item']))
    expect(said[0]).toContain('Hello, this is Nadia.')
    expect(said[1]).toContain('A table for two.')
    const payload = randomBytes(160).toString('base64')
    phone.media(0, payload)
    expect((await session.expect('input_audio_buffer.append'))['audio']).toBe(payload)
    const greeting = session.inbox.rest().find(({ type }) => type === 'response.create')
    expect(JSON.stringify(greeting ?? '')).not.toContain('Hello, this is Nadia.')
    const { stores } = center.app.ctx
    expect(await stores.relays.carriage(call.callId)).toMatchObject({ streams: 2 })
    expect(await stores.calls.find(call.callId)).toMatchObject({ endReason: null })
  }
  expect(performance.now() - killedAt).toBeLessThan(5_000)
})

test('[GONE-13] a relay says that it lives, and strikes itself out when it leaves', async () => {
  const { relays } = center.app.ctx.stores
  const relay = await center.startRelay()
  const alive = () => relays.alive(new Date(0))
  await vi.waitFor(async () => expect(await alive()).toHaveLength(1), 5_000)
  const [before] = await alive()
  expect(before).toMatchObject({ url: relay.url, draining: false })
  await vi.waitFor(async () => {
    const sinceMs = (await alive())[0]!.renewedAt.getTime() - before!.renewedAt.getTime()
    expect(sinceMs).toBeGreaterThan(2_900)
    expect(sinceMs).toBeLessThan(6_000)
  }, 10_000)
  relay.signal('SIGINT')
  await relay.gone
  expect(await alive()).toEqual([])
})

test('[GONE-13] a lease that cannot be renewed is tried again, and others count by theirs', async () => {
  const { relays } = center.app.ctx.stores
  let isAway = true
  const lease = holdLease(
    { id: 'us', url: 'http://127.0.0.1:1' },
    {
      relays: {
        ...relays,
        renew: (row, now) => (isAway ? Promise.reject(new Error('away')) : relays.renew(row, now)),
      },
      clock: { now: () => 1_000_000 },
      logger: createLogger('relay', 'silent'),
    },
  )
  expect(await lease.othersTakeCalls()).toBe(false)
  expect(await relays.find('us')).toBeNull()
  isAway = false
  await vi.waitFor(async () => expect(await relays.find('us')).not.toBeNull(), 5_000)
  expect(await lease.othersTakeCalls()).toBe(false)
  const other = { id: 'other', url: 'http://127.0.0.1:2', draining: false }
  for (const [renewedAtMs, draining, takesCalls] of [
    [1_000_000 - 12_001, false, false],
    [1_000_000 - 11_999, false, true],
    [1_000_000 - 11_999, true, false],
  ] as const) {
    await relays.renew({ ...other, draining }, new Date(renewedAtMs))
    expect(await lease.othersTakeCalls()).toBe(takesCalls)
  }
  await lease.drain()
  expect(await relays.find('us')).toMatchObject({ draining: true })
  await lease.end()
  expect(await relays.find('us')).toBeNull()
})
