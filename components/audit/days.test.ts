import { expect, test } from 'vitest'
import type { AuditEntry } from '#contracts/audit.ts'
import { byDay, dayHeading, runsOf } from './days.ts'

const entry = (seq: number, at: string): AuditEntry => ({
  seq,
  at,
  actor: { kind: 'operator', id: 'ada', name: 'Ada' },
  action: 'placeCall',
  subject: null,
  address: null,
  result: 'done',
  detail: {},
  requestId: null,
  previousHash: '',
  hash: '',
})

test('entries stand under the day on which they fell where the operator is', () => {
  const entries = [
    entry(3, '2026-11-21T00:30:00Z'),
    entry(2, '2026-11-20T23:30:00Z'),
    entry(1, '2026-11-20T12:00:00Z'),
  ]
  const seqs = (timeZone: string) =>
    byDay(entries, timeZone).map((day) => [day.day, day.entries.map(({ seq }) => seq)])
  expect(seqs('UTC')).toEqual([
    ['2026-11-21', [3]],
    ['2026-11-20', [2, 1]],
  ])
  expect(seqs('Asia/Tokyo')).toEqual([
    ['2026-11-21', [3, 2]],
    ['2026-11-20', [1]],
  ])
})

test('the same act several times on end is one run; what differs in anything told is not', () => {
  const at = '2026-11-21T12:00:00Z'
  const other = { ...entry(3, at), result: 'refused' as const }
  const runs = runsOf([entry(5, at), entry(4, at), other, entry(2, at), entry(1, at)])
  expect(runs.map((run) => run.map(({ seq }) => seq))).toEqual([[5, 4], [3], [2, 1]])
})

test('the last two days are named, others written out', () => {
  const now = new Date(2026, 10, 21, 9).getTime()
  expect(dayHeading('2026-11-21', now)).toBe('Today')
  expect(dayHeading('2026-11-20', now)).toBe('Yesterday')
  expect(dayHeading('2026-11-14', now)).toBe('Saturday, 14 November 2026')
})
