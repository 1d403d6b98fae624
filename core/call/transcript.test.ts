import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  appendText,
  emptyTranscript,
  interruptLine,
  lineOf,
  orderedLines,
  patchLine,
  placeItem,
} from './transcript.ts'

const say = (
  transcript = emptyTranscript,
  itemId: string,
  role: 'caller' | 'agent',
  text: string,
) => patchLine(transcript, itemId, role, { text, state: 'final' }).transcript

test('[TR-1] lines stand in conversation order, not in the order their texts arrive', () => {
  let transcript = placeItem(emptyTranscript, 'question', undefined).transcript
  transcript = placeItem(transcript, 'answer', 'question').transcript
  transcript = say(transcript, 'answer', 'agent', 'At eight.')
  transcript = say(transcript, 'question', 'caller', 'When do you open?')
  expect(orderedLines(transcript).map((line) => line.text)).toEqual([
    'When do you open?',
    'At eight.',
  ])
})

test('[TR-1] an item placed in the middle moves the later lines, which are reported as changed', () => {
  let transcript = say(emptyTranscript, 'one', 'caller', '1')
  transcript = say(transcript, 'three', 'agent', '3')
  const change = placeItem(transcript, 'two', 'one')
  expect(change.changed.map((line) => [line.itemId, line.position])).toEqual([['three', 2]])
})

test('[TR-1] an item whose predecessor is unknown goes to the end and stays there', () => {
  let transcript = say(emptyTranscript, 'one', 'caller', '1')
  transcript = placeItem(transcript, 'two', 'never seen').transcript
  expect(placeItem(transcript, 'two', undefined).changed).toEqual([])
  expect(transcript.order).toEqual(['one', 'two'])
})

test('[TR-2] text is appended to a line only while it is being spoken', () => {
  const begun = appendText(emptyTranscript, 'a', 'agent', 'Good ').transcript
  const grown = appendText(begun, 'a', 'agent', 'morning').transcript
  expect(grown.lines['a']?.text).toBe('Good morning')
  const final = patchLine(grown, 'a', 'agent', { state: 'final' }).transcript
  expect(appendText(final, 'a', 'agent', '!').changed).toEqual([])
})

test('[TR-3] an interrupted line keeps what was generated and says how much was heard', () => {
  let transcript = patchLine(emptyTranscript, 'a', 'agent', { startMs: 2_000 }).transcript
  transcript = appendText(transcript, 'a', 'agent', 'We have a table at eight.').transcript
  const [line] = interruptLine(transcript, 'a', { heardMs: 500, audioMs: 1_000 }).changed
  expect(line).toMatchObject({
    text: 'We have a table at eight.',
    interrupted: true,
    state: 'final',
    heardMs: 500,
    heardChars: 'We have a'.length,
    endMs: 2_500,
  })
})

test('[TR-7] a word costs the same however long the call is, and nothing of it is lost', () => {
  let transcript = emptyTranscript
  for (let i = 0; i < 500; i += 1) {
    transcript = say(transcript, `item_${i}`, i % 2 === 0 ? 'caller' : 'agent', String(i))
    expect(Object.keys(transcript.lines).length).toBeLessThanOrEqual(16)
  }
  expect(orderedLines(transcript).map((line) => line.text)).toEqual(
    Array.from({ length: 500 }, (_, i) => String(i)),
  )
  const late = patchLine(transcript, 'item_3', 'agent', { heardMs: 400 }).transcript
  expect(lineOf(late, 'item_3')).toMatchObject({ text: '3', position: 3, heardMs: 400 })
  expect(orderedLines(late)).toHaveLength(500)
})

const change = fc.record({
  id: fc.nat(60).map((n) => `item_${n}`),
  after: fc.option(fc.nat(60).map((n) => `item_${n}`)),
  does: fc.constantFrom('place' as const, 'patch' as const, 'patch' as const),
})

test('[TR-7] whatever is placed and written in whatever order, each line stands once and in its place', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 120 }), (changes) => {
      let transcript = emptyTranscript
      const written = new Set<string>()
      for (const { id, after, does } of changes) {
        if (does === 'place') transcript = placeItem(transcript, id, after ?? undefined).transcript
        else {
          transcript = say(transcript, id, 'caller', id)
          written.add(id)
        }
        const lines = orderedLines(transcript)
        expect(new Set(lines.map((line) => line.itemId))).toEqual(written)
        for (const line of lines) expect(transcript.order[line.position]).toBe(line.itemId)
      }
    }),
    { numRuns: 100 },
  )
})
