import { expect, test } from 'vitest'
import { wireNote } from './wire-note.ts'

const item = {
  id: 'item_1',
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_audio', transcript: 'Good morning.', audio: 'AAAA' }],
}
const done = { type: 'response.output_item.done', event_id: 'event_1', item }

test('[TR-8] the event log counts what is said, and has no word of it', () => {
  expect(wireNote(done, true)?.data).toEqual({
    ...done,
    item: {
      ...item,
      content: [{ type: 'output_audio', transcriptCharacters: 13, audioBase64Length: 4 }],
    },
  })
  const logprobs = [{ token: 'Good', logprob: -0.1 }]
  const completed = { type: 'x.completed', item_id: 'item_1', transcript: 'Good', logprobs }
  expect(wireNote(completed, true)?.data).toEqual({
    type: 'x.completed',
    item_id: 'item_1',
    transcriptCharacters: 4,
  })
})

test('[TR-9] where no words are kept, a text that nobody knows is taken for words', () => {
  const raw = {
    type: 'response.novelty',
    item_id: 'item_1',
    sentence: 'Good morning.',
    parts: ['Good', { heard: 'morning', at_ms: 4 }],
    session: { model: 'gpt', instructions: 'Be kind.' },
  }
  expect(wireNote(raw, true)?.data).toEqual(raw)
  expect(wireNote(raw, false)?.data).toEqual({
    type: 'response.novelty',
    item_id: 'item_1',
    sentence: '(not kept)',
    parts: ['(not kept)', { heard: '(not kept)', at_ms: 4 }],
    session: { model: 'gpt', instructions: '(not kept)' },
  })
})
