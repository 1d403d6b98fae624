import { expect, test } from 'vitest'
import type { CallEvent } from '#contracts/call-event.ts'
import { happeningsOf } from '#components/calls/happenings.ts'
import { exampleLine } from '#tests/fixtures/example-line.ts'
import { groupMarks, marksOf, speechOf, type Mark } from './marks.ts'
import { placeWords } from './place-words.ts'

function note(seq: number, atMs: number, type: string, data: CallEvent['data'] = {}): CallEvent {
  const at = new Date(Date.parse('2026-01-02T03:04:05.000Z') + atMs).toISOString()
  return { seq, at, atMs, source: 'relay', flow: 'none', type, data }
}

const cut = exampleLine({
  itemId: 'cut',
  text: 'We have a table at eight.',
  startMs: 2_000,
  endMs: 2_600,
  interrupted: true,
  heardMs: 600,
  heardChars: 'We have a'.length,
})

test('[LISTEN-3] each side’s speech lies where its lines do; a line without an end has no place', () => {
  const lines = [cut, exampleLine({ role: 'caller', startMs: 3_000 })]
  expect(speechOf(lines)).toEqual([{ role: 'agent', startMs: 2_000, endMs: 2_600 }])
})

test('[LISTEN-3] an interruption stands where the agent was cut off, with what was not heard', () => {
  expect(marksOf([cut], [], 9_000)).toEqual([
    {
      key: 'cut-cut',
      kind: 'cut',
      startMs: 2_600,
      endMs: 2_600,
      words: 'Agent interrupted after 0.6 s; not heard: “table at eight.”',
    },
  ])
})

test('[LISTEN-3] a pause of keeping lasts until it is resumed, or to the end of the call', () => {
  const paused = note(4, 5_000, 'recording.paused')
  const over = marksOf([], happeningsOf([paused, note(7, 8_000, 'recording.resumed')]), 20_000)
  expect(over).toMatchObject([{ kind: 'pause', startMs: 5_000, endMs: 8_000 }])
  const open = marksOf([], happeningsOf([paused]), 20_000)
  expect(open).toMatchObject([{ kind: 'pause', startMs: 5_000, endMs: 20_000 }])
})

test('[LISTEN-3] a lost model and its return are one mark, in the words of the transcript', () => {
  const events = [
    note(4, 9_000, 'recovery.began', { cause: 'closed', code: 1_006 }),
    note(6, 9_840, 'recovery.done', { afterMs: 840 }),
    note(9, 12_000, 'session.renewed'),
  ]
  expect(marksOf([], happeningsOf(events), 20_000)).toMatchObject([
    {
      kind: 'break',
      startMs: 9_000,
      endMs: 9_840,
      words: 'Model connection lost, back after 0.8 s',
    },
  ])
})

test('[LISTEN-3] marks too close to be told apart become one, which counts them', () => {
  const at = (startMs: number): Mark => ({
    key: String(startMs),
    kind: 'cut',
    startMs,
    endMs: startMs,
    words: '',
  })
  const sizes = groupMarks([at(0), at(900), at(1_100), at(5_000)], 1_000).map(
    ({ length }) => length,
  )
  expect(sizes).toEqual([2, 1, 1])
})

test('[LISTEN-3] a place on the waveform says what is there: what is marked, or who says what', () => {
  const caller = exampleLine({ role: 'caller', text: 'Stop.', startMs: 2_500, endMs: 3_000 })
  const at = (callMs: number, role: 'caller' | 'agent', marks: readonly Mark[] = []) =>
    placeWords(callMs, { lines: [cut, caller], marks, role })
  expect(at(2_550, 'caller')).toBe('Caller: Stop.')
  expect(at(2_550, 'agent')).toBe('Agent: We have a table at eight.')
  expect(at(2_800, 'agent')).toBe('Caller: Stop.')
  expect(at(4_000, 'agent')).toBe('')
  const pause: Mark = { key: 'p', kind: 'pause', startMs: 2_000, endMs: 4_000, words: 'Paused' }
  expect(at(2_550, 'caller', [pause])).toBe('Paused')
})
