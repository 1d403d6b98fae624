import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Stores } from '#server/storage/stores.ts'
import { relayUnderTest, type RelayUnderTest } from '#tests/fixtures/relay-under-test.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let stores: Stores
let under: RelayUnderTest

useDatabase((opened) => {
  stores = opened.stores
})
beforeEach(async () => void (under = await relayUnderTest(stores)))
afterEach(() => under[Symbol.asyncDispose]())

const frame = () => randomBytes(160).toString('base64')
const endCall = { id: 'item_2', type: 'function_call', name: 'end_call', call_id: 'call_1' }

test('[BYE-1] an agent is heard to the last mark of its goodbye, then both legs end, once', async () => {
  const { phone, session, callId, callSid, configured } = await under.liveCall({ mayEndCall: true })
  expect(JSON.stringify(configured)).toContain('end_call')
  session.say({ type: 'response.created', response: { id: 'resp_1', status: 'in_progress' } })
  const delta = Buffer.alloc(8 * 600, 0x2a).toString('base64')
  const ids = { response_id: 'resp_1', item_id: 'item_1' }
  session.say({ type: 'response.output_audio.delta', ...ids, delta })
  session.say({ type: 'response.output_audio.delta', ...ids, delta: frame() })
  session.say({ type: 'response.output_audio.done', ...ids })
  session.say({ type: 'response.output_item.done', response_id: 'resp_1', item: endCall })
  session.say({
    type: 'response.done',
    response: {
      id: 'resp_1',
      status: 'completed',
      output: [{ id: 'item_1', type: 'message' }, endCall],
      usage: { total_tokens: 30, input_tokens: 20, output_tokens: 10 },
    },
  })
  const first = await phone.expect('mark')
  const last = await phone.expect('mark')
  phone.mark(first.mark!.name)
  expect(under.hungUp).toEqual([])
  phone.mark(last.mark!.name)
  expect(await phone.closed).toBe(1000)
  expect(await session.closed).toBe(1000)
  expect(await under.endedCall(callId)).toMatchObject({
    endReason: 'agent-ended',
    endedBy: 'agent',
  })
  await expect.poll(() => under.hungUp).toEqual([callSid])
  expect(await stores.turns.list(callId)).toMatchObject([
    { number: 1, itemId: 'item_1', interrupted: false, inputTokens: 20, outputTokens: 10 },
  ])
})

test('[KEY-2] keys that the caller presses are told to the model, which answers', async () => {
  const { phone, session } = await under.liveCall({ hearsKeypad: true })
  for (const digit of '4#') phone.sendText(JSON.stringify({ event: 'dtmf', dtmf: { digit } }))
  const item = await session.expect('conversation.item.create')
  expect(JSON.stringify(item)).toContain('pressed these keys on the phone: 4#')
  await session.expect('response.create')
})

test('[GAP-1] a second that never came is a second of silence to the model', async () => {
  const { phone, session } = await under.liveCall()
  const [before, after] = [frame(), frame()]
  phone.media(0, before)
  phone.media(1_020, after)
  const given: string[] = []
  for (let i = 0; i < 3; i += 1) {
    given.push(String((await session.expect('input_audio_buffer.append'))['audio']))
  }
  expect([given[0], given[2]]).toEqual([before, after])
  const silence = Buffer.from(given[1]!, 'base64')
  expect(Math.round(silence.length / 8)).toBe(1_000)
  expect(silence.every((byte) => byte === 0xff)).toBe(true)
})

test('[QUIET-2] a caller who is not there is left without a word where the agent has none for them', async () => {
  const noInput = { afterMs: 3_000, prompts: [], farewell: '' }
  const { callId, callSid, phone } = await under.liveCall({ noInput })
  await phone.closed
  expect(await under.endedCall(callId)).toMatchObject({ endReason: 'no-input', endedBy: 'system' })
  await expect.poll(() => under.hungUp).toEqual([callSid])
})
