import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { modelEventSchema } from '#contracts/model-events.ts'
import { spacedJson } from '#tests/fixtures/spaced-json.ts'
import { createAudioPicker, parseModelEvent } from './parse-model-event.ts'

const oneOf = (...values: unknown[]) => fc.constantFrom(...values)
const id = fc.oneof({ weight: 4, arbitrary: oneOf('resp_1', 'item_1') }, oneOf('', null, 7))
const delta = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .uint8Array({ maxLength: 12 })
      .map((bytes) => Buffer.from(bytes).toString('base64')),
  },
  fc.string({ maxLength: 9 }),
  oneOf('====', 'A===', 'AA=', 'AAAA\n', 'AA-_', '', null, 7),
)
const nearDelta = fc.record(
  {
    type: oneOf('response.output_audio.delta', 'response.output_audio_transcript.delta'),
    event_id: oneOf('event_1', 'event_1', '', '"}', null),
    response_id: id,
    item_id: id,
    output_index: fc.nat(1),
    content_index: fc.nat(1),
    delta,
  },
  { requiredKeys: ['type'] },
)

const pickAudio = createAudioPicker()
const read = (text: string) => pickAudio(text) ?? parseModelEvent(text)

test('[FRAME-5] audio and words of the agent that are read by hand is what the schema makes of it, and the schema takes no other', () => {
  fc.assert(
    fc.property(nearDelta, fc.constantFrom(JSON.stringify, spacedJson), (event, write) => {
      const byHand = read(write(event))
      const bySchema = modelEventSchema.safeParse(event)
      expect(byHand.kind).toBe(bySchema.success ? 'event' : 'malformed')
      if (byHand.kind === 'event') expect(byHand.event).toEqual(bySchema.data)
    }),
    { numRuns: 3_000 },
  )
})

const audioOf = (itemId: string, sound: string) => ({
  type: 'response.output_audio.delta',
  event_id: 'event_1',
  response_id: `resp_of_${itemId}`,
  item_id: itemId,
  output_index: 0,
  content_index: 0,
  delta: sound,
})

test.each([
  ['the service writes it', JSON.stringify],
  ['other libraries do', spacedJson],
])('[FRAME-5] audio is picked out of its text as %s', (_, write) => {
  const event = { response_id: 'resp_of_item_1', item_id: 'item_1', delta: 'AAAA' }
  expect(pickAudio(write(audioOf('item_1', 'AAAA')))).toMatchObject({ kind: 'event', event })
})

test("[FRAME-8] the name of an answer's audio keeps none of that audio in memory", () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const usedBytes = () => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const beforeBytes = usedBytes()
  const names: string[] = []
  for (let item = 0; item < 400; item += 1) {
    const text = JSON.stringify(audioOf(`item_with_a_long_name_${item}`, 'A'.repeat(100_000)))
    const frame = pickAudio(Buffer.from(text).toString('latin1'))
    if (frame === null) throw new Error('no audio')
    names.push(frame.event.item_id, frame.event.response_id)
  }
  expect(usedBytes() - beforeBytes).toBeLessThan(4_000_000)
  expect(new Set(names).size).toBe(800)
})

test.each([
  ['{', 'malformed', 'unparsable'],
  ['[]', 'malformed', 'unparsable'],
  ['{}', 'malformed', 'untyped'],
  ['{"type":7}', 'malformed', 'untyped'],
  ['{"type":"response.telepathy.delta"}', 'unknown', 'response.telepathy.delta'],
  ['{"type":"response.done"}', 'malformed', 'response.done'],
])('[FRAME-6] %s costs that frame only: %s', (text, kind, type) => {
  expect(parseModelEvent(text)).toMatchObject({ kind, type })
})

test('[FRAME-6] a usage that is not understood takes nothing else of its event with it', () => {
  const event = {
    type: 'conversation.item.input_audio_transcription.completed',
    item_id: 'item_1',
    transcript: 'When do you open?',
    usage: { type: 'telepathy' },
  }
  const parsed = parseModelEvent(JSON.stringify(event))
  expect(parsed).toMatchObject({
    kind: 'event',
    event: { transcript: event.transcript, usage: null },
  })
})

test.each([
  ['a response’s usage', { id: 'resp_1', status: 'completed', usage: 'much' }],
  ['its details', { id: 'resp_1', status: 'completed', status_details: 7 }],
  ['its items', { id: 'resp_1', status: 'completed', output: [{ type: 'message' }] }],
])('[FRAME-6] %s, not understood, leave the response that is over', (_, response) => {
  const parsed = parseModelEvent(JSON.stringify({ type: 'response.done', response }))
  expect(parsed).toMatchObject({ kind: 'event', event: { response: { id: 'resp_1' } } })
})

test('[FRAME-6] a session is opened whatever it says of itself', () => {
  const session = { id: 'sess_1', expires_at: null, audio: { input: { format: 'g711' } } }
  const parsed = parseModelEvent(JSON.stringify({ type: 'session.created', session }))
  expect(parsed).toMatchObject({ kind: 'event', event: { session: { id: 'sess_1' } } })
})

test('[FRAME-6] whatever arrives is answered', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(parseModelEvent(text)).toHaveProperty('kind')
    }),
  )
})
