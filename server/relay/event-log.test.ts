import { expect, test } from 'vitest'
import { createEventLog } from './event-log.ts'

test("[FEED-21] a console that comes late is given the newest of a call's events, and the database has them all", () => {
  const written: number[] = []
  const log = createEventLog(
    () => 0,
    1_000,
    ({ seq }) => written.push(seq),
  )
  const seqs = Array.from({ length: 100 }, (_, index) => 1_001 + index)
  for (const _ of seqs) log.note('model', 'in', 0, { type: 'x', data: {} })
  log.note('model', 'in', 0, null)
  expect(written).toEqual(seqs)
  expect(log.recent().map(({ seq }) => seq)).toEqual(seqs.slice(-64))
})
