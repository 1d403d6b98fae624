import { expect, test } from 'vitest'
import { transcriptText } from './transcript-text.ts'

const line = {
  itemId: 'item_1',
  position: 0,
  state: 'final',
  endMs: null,
  interrupted: false,
  heardMs: null,
  heardChars: null,
  withheld: false,
} as const

test('each line says when, who and what, and what of it was not heard', () => {
  const text = transcriptText([
    { ...line, role: 'caller', text: 'A room, please.', startMs: 4_200 },
    {
      ...line,
      role: 'agent',
      text: 'With pleasure. Which',
      startMs: 65_000,
      interrupted: true,
      heardChars: 14,
    },
    { ...line, role: 'caller', text: 'A quiet one.', startMs: null },
  ])
  expect(text.split('\n')).toEqual([
    '0:04 Caller: A room, please.',
    '1:05 Agent: With pleasure. [not heard: Which]',
    'Caller: A quiet one.',
  ])
})

test('[LISTEN-6] a line that was withheld is a gap, and says so', () => {
  const withheld = { ...line, role: 'caller' as const, text: '', startMs: 61_000, withheld: true }
  expect(transcriptText([withheld])).toBe('1:01 Caller: [not kept: recording was paused]')
})
