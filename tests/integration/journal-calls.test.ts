import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createStores } from '#server/storage/create-stores.ts'
import { openDatabase } from '#server/storage/database.ts'
import { testDatabase } from '#tests/fixtures/database.ts'
import type { TestDatabase } from '#tests/fixtures/test-database.ts'
import { faultyDatabase, type FaultyDatabase } from '#tests/fixtures/faulty-database.ts'
import { relayUnderTest, type RelayUnderTest } from '#tests/fixtures/relay-under-test.ts'

let server: TestDatabase
let faulty: FaultyDatabase
let direct: ReturnType<typeof openDatabase>
let behindProxy: ReturnType<typeof openDatabase>
let under: RelayUnderTest

beforeAll(async () => {
  server = await testDatabase()
  faulty = await faultyDatabase(server.url)
  direct = openDatabase(server.url)
  behindProxy = openDatabase(faulty.url)
  under = await relayUnderTest(createStores(behindProxy))
})

beforeEach(() => faulty.mend())

afterAll(async () => {
  await faulty.mend()
  await under[Symbol.asyncDispose]()
  await behindProxy.close()
  await faulty[Symbol.asyncDispose]()
  await direct.close()
  await server[Symbol.asyncDispose]()
})

const frame = () => randomBytes(160).toString('base64')

type LiveCall = Awaited<ReturnType<RelayUnderTest['liveCall']>>

/** Both parties speak a turn, frame by frame; answers the longest that a frame took, ms. */
async function talk({ phone, session }: LiveCall, turn: number): Promise<number> {
  const item = { response_id: `resp_${turn}`, item_id: `item_${turn}` }
  let longestMs = 0
  const timed = async (send: () => void, arrived: Promise<unknown>) => {
    const sentAt = performance.now()
    send()
    await arrived
    longestMs = Math.max(longestMs, performance.now() - sentAt)
  }
  const response = { id: item.response_id, object: 'realtime.response', output: [] }
  session.say({ type: 'response.created', response: { ...response, status: 'in_progress' } })
  for (let count = 0; count < 50; count += 1) {
    const [spoken, delta] = [frame(), frame()]
    const heard = session.expect('input_audio_buffer.append')
    await timed(() => phone.media((turn * 50 + count) * 20, spoken), heard)
    expect((await heard)['audio']).toBe(spoken)
    const played = phone.expect('media')
    await timed(() => session.say({ type: 'response.output_audio.delta', ...item, delta }), played)
    expect((await played).media?.payload).toBe(delta)
  }
  session.say({
    type: 'response.output_audio_transcript.done',
    ...item,
    transcript: `Words of turn ${turn}.`,
  })
  session.say({ type: 'response.output_audio.done', ...item })
  const usage = { total_tokens: 30, input_tokens: 20, output_tokens: 10 }
  session.say({ type: 'response.done', response: { ...response, status: 'completed', usage } })
  return longestMs
}

test.each(['cut off', 'frozen'])(
  '[KEEP-14] while the database is %s audio goes on as before, and every row is there afterwards',
  async (how) => {
    const call = await under.liveCall()
    const stores = createStores(direct)
    await talk(call, 1)
    await vi.waitFor(async () => expect(await stores.usages.list(call.callId)).toHaveLength(1))
    if (how === 'frozen') faulty.freeze()
    else await faulty.cut()
    const longestMs = [await talk(call, 2), await talk(call, 3), await talk(call, 4)]
    call.phone.stop()
    await call.session.closed
    await expect.poll(() => under.relay.carried()).not.toContain(call.callId)
    expect(await stores.usages.list(call.callId)).toHaveLength(1)
    await faulty.mend()
    await vi.waitFor(
      async () => {
        expect(await stores.calls.find(call.callId)).toMatchObject({ endReason: 'caller-hung-up' })
      },
      { timeout: 15_000 },
    )
    const lines = await stores.transcripts.list(call.callId)
    const words = [1, 2, 3, 4].map((turn) => `Words of turn ${turn}.`)
    expect(lines.filter(({ role }) => role === 'agent').map(({ text }) => text)).toEqual(words)
    const events = await stores.events.list(call.callId)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
    expect(await stores.usages.list(call.callId)).toHaveLength(4)
    // A busy machine may be slow; a frame that waited for the database would take seconds.
    expect(Math.max(...longestMs)).toBeLessThan(1_000)
  },
  40_000,
)
