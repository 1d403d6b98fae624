import { expect, test } from 'vitest'
import type { TranscriptLine } from '#contracts/transcript.ts'
import type { Happening } from './happenings.ts'
import { timelineOf, type TimelineEntry } from './timeline.ts'

function line(itemId: string, startMs: number | null, role: 'caller' | 'agent'): TranscriptLine {
  const said = { text: itemId, state: 'final', endMs: null, interrupted: false } as const
  return {
    itemId,
    position: 0,
    role,
    startMs,
    heardMs: null,
    heardChars: null,
    withheld: false,
    ...said,
  }
}

function renewed(seq: number, atMs: number | null): Happening {
  const at = '2026-01-02T03:04:05.000Z'
  const began = { seq, at, atMs, source: 'relay', flow: 'none', type: 'session.renewed' } as const
  return { kind: 'renewed', began: { ...began, data: {} } }
}

const shown = (entries: readonly TimelineEntry[]) =>
  entries.map((entry) =>
    entry.kind === 'line'
      ? `${entry.continues ? '…' : ''}${entry.line.itemId}`
      : entry.happening.began.seq,
  )

test('[CALL-6] what befell a call stands between the lines, at its time', () => {
  const lines = [
    line('hello', 1_000, 'caller'),
    line('hi', 3_000, 'agent'),
    line('so', 6_000, 'agent'),
  ]
  const entries = timelineOf(lines, [renewed(1, 0), renewed(2, 4_000), renewed(3, 9_000)])
  expect(shown(entries)).toEqual([1, 'hello', 'hi', 2, 'so', 3])
})

test('the name is said again behind something that happened, and not within one’s own lines', () => {
  const lines = [line('one', 1_000, 'agent'), line('two', 2_000, 'agent')]
  expect(shown(timelineOf(lines, []))).toEqual(['one', '…two'])
  expect(shown(timelineOf(lines, [renewed(1, 1_500)]))).toEqual(['one', 1, 'two'])
})

test('a line or a happening without a time keeps its order', () => {
  const lines = [line('one', 1_000, 'caller'), line('two', null, 'agent')]
  const entries = timelineOf(lines, [renewed(1, 500), renewed(2, null), renewed(3, 5_000)])
  expect(shown(entries)).toEqual([1, 2, 'one', 3, 'two'])
})
