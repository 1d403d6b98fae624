import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { MULAW_BYTES_PER_MS } from '#core/audio/g711.ts'
import { fromMulaw } from '#simulator/model/audio-format.ts'
import { readScenarios } from '#simulator/scenarios/scenario.ts'
import {
  AUDIO_DELTA,
  sayExactly,
  sentMs,
  startModelUnderTest,
  wordsOf,
  type ModelUnderTest,
} from '#tests/fixtures/model-under-test.ts'
import type { RealtimeClient } from '#tests/fixtures/realtime-client.ts'

const restaurant = readScenarios().find(({ name }) => name === 'restaurant-booking')!
const [hello, , kitchen] = restaurant.answers
const LONG =
  'One two three four five six seven eight nine ten, and then all over again from the start.'
const TRANSCRIBED = 'conversation.item.input_audio_transcription.completed'

let model: ModelUnderTest
beforeAll(async () => {
  model = await startModelUnderTest([restaurant])
})
afterEach(() => model.hangUp())
afterAll(() => model.close())

const callerLine = (at: number) => model.voices.speak(restaurant.caller[at]!.say, restaurant.voice)
const spokenMs = async (text: string, voice: 'marin' | 'cedar' | 'alloy') =>
  (await model.voices.speak(text, voice)).length / MULAW_BYTES_PER_MS

/** A whole turn: a line, and the silence that ends it. */
async function speakTurn(client: RealtimeClient, at: number): Promise<void> {
  client.speak(await callerLine(at))
  client.stayQuiet(700)
}

describe('a turn of the caller', () => {
  it('is detected in the audio received, padding and silence counted', async () => {
    const client = await model.connectPhone()
    client.stayQuiet(1_000)
    await speakTurn(client, 0)
    const started = await client.next('input_audio_buffer.speech_started')
    const stopped = await client.next('input_audio_buffer.speech_stopped')
    const lineMs = (await callerLine(0)).length / MULAW_BYTES_PER_MS
    expect(Math.abs(started.audio_start_ms! - (1_000 - 300))).toBeLessThanOrEqual(100)
    expect(Math.abs(stopped.audio_end_ms! - (1_000 + lineMs + 500))).toBeLessThanOrEqual(100)
    const committed = await client.next('input_audio_buffer.committed')
    expect(committed).toMatchObject({ item_id: started.item_id, previous_item_id: null })
  })

  it('is transcribed, answered from the script, and accounted for', async () => {
    const client = await model.connectPhone()
    await speakTurn(client, 0)
    expect((await client.next(TRANSCRIBED)).transcript).toBe(hello!.heard)
    const done = await client.next('response.done')
    const { id, status, usage } = done.response!
    expect(status).toBe('completed')
    expect(wordsOf(done)).toBe(hello!.reply)
    expect(sentMs(client.events, id)).toBe(await spokenMs(hello!.reply, 'marin'))
    expect(usage?.total_tokens).toBe(usage!.input_tokens! + usage!.output_tokens!)
    expect(usage?.output_token_details?.audio_tokens).toBe(
      Math.ceil(sentMs(client.events, id) / 50),
    )
  })

  it('brings its events in the order of the service', async () => {
    const client = await model.connectPhone({ transcription: null })
    await speakTurn(client, 2)
    await client.next('response.done')
    const types = client.events.map(({ type }) => type).filter((type) => !type.endsWith('.delta'))
    expect(types).toEqual([
      'session.created',
      'session.updated',
      'input_audio_buffer.speech_started',
      'input_audio_buffer.speech_stopped',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
      'response.created',
      'rate_limits.updated',
      'response.output_item.added',
      'conversation.item.added',
      'response.content_part.added',
      'response.output_audio.done',
      'response.output_audio_transcript.done',
      'response.content_part.done',
      'conversation.item.done',
      'response.output_item.done',
      'response.done',
    ])
  })

  it('of unknown words is transcribed as its length, and answered all the same', async () => {
    const client = await model.connectPhone()
    client.speak(await model.voices.speak('I would like to order a taxi for tomorrow.', 'rms'))
    client.stayQuiet(700)
    expect((await client.next(TRANSCRIBED)).transcript).toMatch(/^\(speech, [23]\.\d s\)$/)
    expect(wordsOf(await client.next('response.done'))).toContain('I heard you speak')
  })

  it('is understood in 24 kHz PCM, and answered in it', async () => {
    const client = await model.connect()
    const pcm = fromMulaw(await callerLine(0), { type: 'audio/pcm', rate: 24_000 })
    const audio = Buffer.concat([pcm, Buffer.alloc(48 * 700)]).toString('base64')
    const input = { transcription: { model: 'gpt-4o-transcribe' } }
    client.send({ type: 'session.update', session: { type: 'realtime', audio: { input } } })
    client.send({ type: 'input_audio_buffer.append', audio })
    const transcribed = await client.next(TRANSCRIBED)
    expect(transcribed.transcript).toBe(hello!.heard)
    expect(transcribed.usage?.type).toBe('tokens')
    const { id } = (await client.next('response.done')).response!
    const pcmMs = (sentMs(client.events, id) * MULAW_BYTES_PER_MS) / 48
    expect(pcmMs).toBe(await spokenMs(hello!.reply, 'alloy'))
  })

  it('ends when the client commits where there is no detector, and makes no response', async () => {
    const client = await model.connectPhone({ turn_detection: null })
    client.send({ type: 'input_audio_buffer.commit' })
    const refused = await client.next('error')
    expect(refused.error?.code).toBe('input_audio_buffer_commit_empty')
    await speakTurn(client, 0)
    client.send({ type: 'input_audio_buffer.commit' })
    expect((await client.next(TRANSCRIBED)).transcript).toBe(hello!.heard)
    expect(client.events.some(({ type }) => type.startsWith('response.'))).toBe(false)
    client.send({ type: 'response.create' })
    expect(wordsOf(await client.next('response.done'))).toBe(hello!.reply)
  })

  it('that never comes is asked for after the idle timeout', async () => {
    const turnDetection = { type: 'server_vad', idle_timeout_ms: 5_000 }
    const client = await model.connectPhone({ turn_detection: turnDetection })
    client.stayQuiet(6_000)
    client.send(sayExactly('Hello.'))
    await client.next('response.done')
    const timeout = await client.next('input_audio_buffer.timeout_triggered')
    expect(timeout.audio_end_ms! - timeout.audio_start_ms!).toBe(5_000)
    expect(wordsOf(await client.next('response.done'))).toBe('Are you still there?')
  })

  it('keeps apart from the turns of other sessions', async () => {
    const [one, other] = await Promise.all([model.connectPhone(), model.connectPhone()])
    await Promise.all([speakTurn(one, 0), speakTurn(other, 2)])
    expect(wordsOf(await one.next('response.done'))).toBe(hello!.reply)
    expect(wordsOf(await other.next('response.done'))).toBe(kitchen!.reply)
  })
})

describe('barge-in', () => {
  it('cancels the answer, lets a late delta through, and ends it as turn_detected', async () => {
    const client = await model.connectPhone()
    const interruption = await callerLine(2)
    client.send(sayExactly(LONG))
    await client.next(AUDIO_DELTA)
    client.speak(interruption)
    await client.next('input_audio_buffer.speech_started')
    const { response } = await client.next('response.done')
    expect(response).toMatchObject({
      status: 'cancelled',
      status_details: { type: 'cancelled', reason: 'turn_detected' },
      output: [{ status: 'incomplete' }],
    })
    const types = client.events.map(({ type }) => type)
    const afterSpeech = types.slice(types.indexOf('input_audio_buffer.speech_started'))
    expect(afterSpeech.filter((type) => type === AUDIO_DELTA)).toHaveLength(1)
    expect(sentMs(client.events, response!.id)).toBeLessThan(await spokenMs(LONG, 'marin'))
  })

  it('is left to the client when interrupt_response is off', async () => {
    const turnDetection = { type: 'semantic_vad', interrupt_response: false }
    const client = await model.connectPhone({ turn_detection: turnDetection })
    const interruption = await callerLine(2)
    client.send(sayExactly(LONG))
    const { response_id } = await client.next(AUDIO_DELTA)
    client.speak(interruption)
    await client.next('input_audio_buffer.speech_started')
    await client.next(AUDIO_DELTA)
    client.send({ type: 'response.cancel', response_id })
    const { response } = await client.next('response.done')
    expect(response?.status_details).toEqual({ type: 'cancelled', reason: 'client_cancelled' })
  })

  it('is followed by a truncation, which cannot be longer than the audio', async () => {
    const client = await model.connectPhone()
    client.send(sayExactly('Good evening to you.'))
    const { id, output } = (await client.next('response.done')).response!
    const truncate = {
      type: 'conversation.item.truncate',
      item_id: output[0]!.id,
      content_index: 0,
    }
    client.send({ ...truncate, audio_end_ms: 60_000, event_id: 'cut' })
    const audioMs = Math.floor(sentMs(client.events, id))
    expect((await client.next('error')).error).toMatchObject({
      message: `Audio content of ${audioMs}ms is already shorter than 60000ms`,
      event_id: 'cut',
    })
    client.send({ ...truncate, audio_end_ms: 300 })
    expect((await client.next('conversation.item.truncated')).audio_end_ms).toBe(300)
    client.send({ type: 'conversation.item.retrieve', item_id: output[0]!.id })
    const [part] = (await client.next('conversation.item.retrieved')).item!.content
    expect(part?.transcript).toBe('')
    expect(Buffer.from(part!.audio!, 'base64')).toHaveLength(300 * MULAW_BYTES_PER_MS)
  })
})
