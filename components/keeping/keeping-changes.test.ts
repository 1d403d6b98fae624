import { expect, test } from 'vitest'
import type { Retention } from '#contracts/keeping.ts'
import { defaultKeeping } from '#core/keeping/default-keeping.ts'
import { changedKeeping, changeOfKeeping, daysWords, shorteningsOf } from './keeping-changes.ts'

const days = (
  recordingsDays: number | null,
  transcriptsDays: number | null = null,
  callsDays: number | null = null,
): Retention => ({ recordingsDays, transcriptsDays, callsDays })
const keeping = (retention: Retention, agents: Record<string, Retention> = {}) => ({
  ...defaultKeeping,
  retention,
  agents,
})

test('[RET-4] what a change lets go sooner is known before it is saved, of the house and of each agent', () => {
  expect(shorteningsOf(keeping(days(null, 90)), keeping(days(30, 365)))).toEqual([
    { agentId: null, medium: 'recordingsDays', before: null, after: 30 },
  ])
  const own = keeping(days(30), { sales: days(365) })
  expect(shorteningsOf(own, keeping(days(30)))).toEqual([
    { agentId: 'sales', medium: 'recordingsDays', before: 365, after: 30 },
  ])
  expect(shorteningsOf(keeping(days(30)), own)).toEqual([])
  expect(shorteningsOf(own, keeping(days(10), { sales: days(365) }))).toEqual([
    { agentId: null, medium: 'recordingsDays', before: 30, after: 10 },
  ])
})

test('only the parts that changed are sent; the order of agents is no change', () => {
  const saved = keeping(days(30), { a: days(1), b: days(2) })
  expect(changedKeeping(saved, keeping(days(30), { b: days(2), a: days(1) }))).toEqual([])
  expect(changeOfKeeping(saved, { ...saved, quotaBytes: 5_000_000 })).toEqual({
    quotaBytes: 5_000_000,
  })
})

test('a time is told in words', () => {
  expect([null, 1, 1_000].map(daysWords)).toEqual(['for ever', '1 day', '1,000 days'])
})
