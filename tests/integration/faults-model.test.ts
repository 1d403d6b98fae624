import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AgentConfig } from '#contracts/agent.ts'
import type { Stores } from '#server/storage/stores.ts'
import { relayUnderTest, type RelayUnderTest } from '#tests/fixtures/relay-under-test.ts'
import type { ModelSession } from '#tests/fixtures/scripted-model.ts'
import {
  beginAnswer,
  callerSays,
  finishAnswer,
  hearEverything,
  readSeeds,
  sound,
} from '#tests/fixtures/scripted-talk.ts'
import { useDatabase } from '#tests/fixtures/use-database.ts'

let stores: Stores
let under: RelayUnderTest

useDatabase((opened) => {
  stores = opened.stores
})
beforeEach(async () => void (under = await relayUnderTest(stores)))
afterEach(() => under[Symbol.asyncDispose]())

const greets: Partial<AgentConfig> = { greeting: { mode: 'agentFirst', text: 'Good day.' } }
const greeting = { response: 'resp_1', item: 'item_1', text: 'Good day.' }
const question = { response: 'resp_2', item: 'item_3', text: 'For which day' }

/** A call in which the agent has greeted, the caller has asked, and the agent has begun to answer. */
async function talkingCall() {
  const call = await under.liveCall(greets)
  const { phone, session } = call
  hearEverything(phone)
  await session.expect('response.create')
  phone.media(0, sound())
  beginAnswer(session, greeting, [sound()])
  finishAnswer(session, greeting)
  await phone.expect('media')
  callerSays(session, 'item_2', 'A table for two.')
  const begun = sound()
  beginAnswer(session, question, [begun])
  while ((await phone.expect('media')).media?.payload !== begun);
  return call
}

async function endedCall(callId: string) {
  await under.changes.next(
    (change) =>
      change.kind === 'call' && change.call.id === callId && change.call.endReason !== null,
    `the end of call ${callId}`,
  )
  return stores.calls.find(callId)
}

async function linesOf(callId: string) {
  const lines = await stores.transcripts.list(callId)
  return lines.map(({ role, text }) => `${role}: ${text}`)
}

async function relayNotes(callId: string) {
  const events = await stores.events.list(callId, { limit: 500 })
  return events.filter(({ source }) => source === 'relay')
}

const losses: [string, (session: ModelSession) => void][] = [
  ['is reset', (session) => session.reset()],
  ['closes with 1011', (session) => session.close(1_011)],
  ['closes with 4000', (session) => session.close(4_000)],
  ['closes as if all were well', (session) => session.close(1_000)],
]

test.each(losses)(
  '[FAULT-1] a model session that %s is replaced: same configuration, the conversation as text, no second greeting, audible within two seconds',
  async (_, lose) => {
    const { phone, session, configured, callId } = await talkingCall()
    const lostAt = performance.now()
    lose(session)
    const next = await under.model.session()
    const again = await next.open()
    expect(again['session']).toEqual(configured['session'])
    expect(await readSeeds(next, 4)).toEqual([
      'assistant output_text: Good day.',
      'user input_text: A table for two.',
      expect.stringMatching(/^assistant output_text: For which( day)?( …)?$/),
      expect.stringMatching(/^system input_text: .*not greet again/),
    ])
    const asked = await next.expect('response.create')
    expect(JSON.stringify(asked)).not.toContain('Good day')

    const payload = sound()
    beginAnswer(next, { response: 'resp_1', item: 'item_1', text: 'would you like it?' }, [payload])
    while ((await phone.expect('media')).media?.payload !== payload);
    expect(performance.now() - lostAt).toBeLessThan(2_000)

    // The caller is heard by the new session, in the frames that the carrier sends.
    const frame = sound()
    phone.media(20, frame)
    while ((await next.expect('input_audio_buffer.append'))['audio'] !== frame);
    phone.stop()
    await endedCall(callId)
    expect(under.model.asked()).toBe(2)
    const types = (await relayNotes(callId)).map(({ type }) => type)
    expect(types).toContain('recovery.began')
    expect(types).toContain('recovery.done')
  },
)

test('[FAULT-2] ids that begin anew in the next session overwrite nothing, and no line is lost or doubled', async () => {
  const { phone, session, callId } = await talkingCall()
  session.reset()
  const next = await under.model.session()
  await next.open()
  await next.expect('response.create')
  const answer = { response: 'resp_1', item: 'item_1', text: 'would you like it?' }
  const payload = sound()
  beginAnswer(next, answer, [payload])
  finishAnswer(next, answer)
  while ((await phone.expect('media')).media?.payload !== payload);
  callerSays(next, 'item_2', 'On Friday.')
  const last = { response: 'resp_2', item: 'item_3', text: 'Friday it is.' }
  beginAnswer(next, last, [sound()])
  finishAnswer(next, last)
  await phone.expect('media')
  phone.stop()
  await endedCall(callId)
  expect(await linesOf(callId)).toEqual([
    'agent: Good day.',
    'caller: A table for two.',
    'agent: For which day',
    'agent: would you like it?',
    'caller: On Friday.',
    'agent: Friday it is.',
  ])
  const usages = await stores.usages.list(callId)
  expect(new Set(usages.map(({ sourceId }) => sourceId)).size).toBe(3)
})

test('[FAULT-3] a model that stands still with its socket open is noticed and replaced', async () => {
  const { phone, session } = await talkingCall()
  session.freeze()
  const next = await under.model.session()
  await next.open()
  await next.expect('response.create')
  const payload = sound()
  beginAnswer(next, { response: 'resp_1', item: 'item_1', text: 'Still here.' }, [payload])
  while ((await phone.expect('media')).media?.payload !== payload);
  session.thaw()
  await session.closed
}, 30_000)

test.each([
  ['insufficient_quota', 'quota'],
  ['invalid_api_key', 'key'],
  ['model_not_found', 'model'],
])(
  '[FAULT-4] %s is final: nobody tries again, the caller gets the fallback, and the reason says why',
  async (code) => {
    const { phone, session, callId } = await talkingCall()
    session.say({ type: 'error', error: { type: 'invalid_request_error', code, message: 'No.' } })
    session.close(1_008)
    await phone.closed
    const call = await endedCall(callId)
    expect(call).toMatchObject({ endReason: 'model-refused', error: { code } })
    expect(under.model.asked()).toBe(1)
    // What the caller hears next is for the webhook after the stream; the relay must not hang up on them.
    expect(call?.status).toBe('in-progress')
  },
)

test('[FAULT-4] a key that is refused during a recovery ends it at once', async () => {
  const { phone, session, callId } = await talkingCall()
  under.model.refuse(401, Infinity)
  session.reset()
  await phone.closed
  expect(await endedCall(callId)).toMatchObject({
    endReason: 'model-refused',
    error: { code: 'http_401' },
  })
  expect(under.model.asked()).toBe(2)
})

test('[FAULT-5] a service that is away for a moment is asked again, the caller hears that the line is alive', async () => {
  const { phone, session, callId } = await talkingCall()
  under.model.refuse(503, 3)
  session.reset()
  const next = await under.model.session()
  await next.open()
  expect(under.model.asked()).toBe(5)
  // The tone is the relay's own: nothing that the model has sent.
  await phone.expect('media')
  phone.stop()
  await endedCall(callId)
  const done = (await relayNotes(callId)).find(({ type }) => type === 'recovery.done')
  expect(done?.data).toMatchObject({ tries: 4 })
})

test('[FAULT-5] a service that stays away is asked six times, and then the call ends', async () => {
  const { phone, session, callId } = await talkingCall()
  under.model.refuse(503, Infinity)
  session.reset()
  await phone.closed
  expect(await endedCall(callId)).toMatchObject({
    endReason: 'model-unreachable',
    error: { code: 'http_503' },
  })
  expect(under.model.asked()).toBe(7)
}, 30_000)
