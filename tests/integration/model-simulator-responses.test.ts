import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { MULAW_BYTES_PER_MS } from '#core/audio/g711.ts'
import {
  AUDIO_DELTA,
  sayExactly,
  sentMs,
  startModelUnderTest,
  wordsOf,
  type ModelUnderTest,
} from '#tests/fixtures/model-under-test.ts'

const LONG =
  'One two three four five six seven eight nine ten, and then all over again from the start.'

let model: ModelUnderTest
beforeAll(async () => {
  model = await startModelUnderTest([])
})
afterEach(() => model.hangUp())
afterAll(() => model.close())

const userMessage = (text: string, id?: string) => ({
  ...(id === undefined ? {} : { id }),
  type: 'message',
  role: 'user',
  content: [{ type: 'input_text', text }],
})

describe('a response', () => {
  it('is refused while another one writes to the conversation', async () => {
    const client = await model.connectPhone()
    client.send(sayExactly(LONG))
    await client.next(AUDIO_DELTA)
    client.send({ type: 'response.create', event_id: 'second' })
    expect((await client.next('error')).error).toMatchObject({
      code: 'conversation_already_has_active_response',
      event_id: 'second',
    })
    expect((await client.next('response.done')).response?.status).toBe('completed')
  })

  it('out of band runs beside another, reads its own input and stays out of the conversation', async () => {
    const client = await model.connectPhone()
    client.send(sayExactly(LONG))
    await client.next(AUDIO_DELTA)
    client.send({
      type: 'response.create',
      response: {
        conversation: 'none',
        output_modalities: ['text'],
        metadata: { purpose: 'summary' },
        input: [userMessage('Hello')],
      },
    })
    const text = await client.next('response.output_text.done')
    expect(text.text).toBe('Hello! How can I help you today?')
    expect((await client.next('response.done')).response).toMatchObject({
      status: 'completed',
      metadata: { purpose: 'summary' },
    })
    client.send({ type: 'conversation.item.retrieve', item_id: text.item_id })
    expect((await client.next('error')).error?.param).toBe('item_id')
  })

  it('cannot be cancelled when there is none', async () => {
    const client = await model.connectPhone()
    client.send({ type: 'response.cancel' })
    expect((await client.next('error')).error?.code).toBe('response_cancel_not_active')
  })

  it('stops where max_output_tokens says, a token being 50 ms', async () => {
    const client = await model.connectPhone()
    client.send({
      type: 'response.create',
      response: { instructions: `Say exactly: ${LONG}`, max_output_tokens: 20 },
    })
    const response = (await client.next('response.done')).response!
    expect(response.status_details).toEqual({ type: 'incomplete', reason: 'max_output_tokens' })
    expect(sentMs(client.events, response.id)).toBe(20 * 50)
  })

  it('is shorter when the speed is higher, and speaks with the voice asked for', async () => {
    const client = await model.connectPhone()
    const output = { speed: 1.5, voice: 'cedar' }
    client.send({ type: 'session.update', session: { type: 'realtime', audio: { output } } })
    client.send(sayExactly(LONG))
    const response = (await client.next('response.done')).response!
    expect(response).toMatchObject({ audio: { output: { voice: 'cedar' } } })
    const atNormalSpeed = await model.voices.speak(LONG, 'cedar')
    const normalMs = atNormalSpeed.length / MULAW_BYTES_PER_MS
    expect(sentMs(client.events, response.id) / normalMs).toBeCloseTo(1 / 1.5, 1)
  })

  it('arrives much faster than it plays', async () => {
    const client = await model.connectPhone()
    client.send(sayExactly(LONG))
    const { response_id } = await client.next(AUDIO_DELTA)
    const startedAtMs = performance.now()
    await client.next('response.done')
    const tookMs = performance.now() - startedAtMs
    expect(tookMs).toBeLessThan(sentMs(client.events, response_id!) / 3)
  })
})

describe('items', () => {
  it('are put where the client says, answered in that order, and deleted', async () => {
    const client = await model.connectPhone()
    const type = 'conversation.item.create'
    client.send({ type, item: userMessage('Thank you!', 'late') })
    client.send({ type, previous_item_id: 'root', item: userMessage('Hello', 'early') })
    await client.next('conversation.item.done')
    expect(await client.next('conversation.item.done')).toMatchObject({
      previous_item_id: null,
      item: { id: 'early' },
    })
    client.send({ type: 'response.create' })
    expect(wordsOf(await client.next('response.done'))).toBe('You are very welcome.')
    client.send({ type: 'conversation.item.delete', item_id: 'early' })
    await client.next('conversation.item.deleted')
    client.send({ type: 'conversation.item.delete', item_id: 'early' })
    expect((await client.next('error')).error?.param).toBe('item_id')
  })

  it('are refused behind an item that does not exist, and with an id that does', async () => {
    const client = await model.connectPhone()
    const type = 'conversation.item.create'
    client.send({ type, item: userMessage('Hello', 'here') })
    client.send({ type, item: userMessage('Hello', 'here') })
    expect((await client.next('error')).error?.param).toBe('item.id')
    client.send({ type, previous_item_id: 'nowhere', item: userMessage('Hello') })
    expect((await client.next('error')).error?.param).toBe('previous_item_id')
  })
})
